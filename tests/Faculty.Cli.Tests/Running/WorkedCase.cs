namespace Faculty.Cli.Tests.Running;

/// <summary>A small school as a folder of CSV files: 7 of 8 on 2025-08-31, 4 of 7 the day after. Nobody in it is real.</summary>
internal static class WorkedCase
{
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Table(folder, "organisations", """
            code,name,kind,parent_code,school_type,start_date,last_date
            140581,高平市,COUNTY,,,1990-01-01,
            GP,高平中专,SCHOOL,140581,中专,1990-01-01,
            GP-ZB,装备制造系,DEPARTMENT,GP,,1990-01-01,
            GP-XX,信息技术系,DEPARTMENT,GP,,1990-01-01,
            GP-SH,社会服务系,DEPARTMENT,GP,,1990-01-01,
            GP-YS,艺术系,DEPARTMENT,GP,,1990-01-01,
            """);
        Table(folder, "teachers", """
            teacher_ref,name,sex,birth_date,id_type,id_number,ethnic_group,mobile
            T01,甲零一,MALE,1980-01-01,,,,
            T03,甲零三,FEMALE,1981-01-01,,,,
            T04,甲零四,MALE,1982-01-01,,,,
            T05,甲零五,FEMALE,1983-01-01,,,,
            T07,甲零七,MALE,1965-01-01,,,,
            T09,甲零九,FEMALE,1984-01-01,,,,
            T10,甲一零,MALE,1985-01-01,,,,
            T12,甲一二,FEMALE,1986-01-01,,,,
            T14,甲一四,MALE,1987-01-01,,,,
            T15,甲一五,FEMALE,1988-01-01,,,,
            T18,甲一八,MALE,1998-01-01,,,,
            """);
        Table(folder, "engagements", """
            teacher_ref,school_code,kind,staff_number,start_date,last_date,end_reason,hiring_route
            T01,GP,ESTABLISHED,0001,2010-09-01,,,
            T03,GP,ESTABLISHED,0003,2012-09-01,,,
            T04,GP,ESTABLISHED,0004,2012-09-01,,,
            T05,GP,ESTABLISHED,0005,2012-09-01,,,
            T07,GP,ESTABLISHED,0007,1990-09-01,2025-08-31,退休,
            T09,GP,ESTABLISHED,0009,2015-09-01,,,
            T10,GP,EXTERNAL_ENTERPRISE,0010,2025-03-01,2027-02-28,,
            T12,GP,ESTABLISHED,0012,2015-09-01,,,
            T14,GP,ESTABLISHED,0014,2015-09-01,,,
            T15,GP,ESTABLISHED,0015,2018-09-01,,,
            T18,GP,ESTABLISHED,0018,2025-08-30,,,
            """);
        Table(folder, "posts", """
            teacher_ref,school_code,department_code,category,major_code,primary,start_date,last_date
            T01,GP,GP-ZB,SPECIALTY,,yes,2010-09-01,
            T03,GP,GP-ZB,SPECIALTY,,yes,2012-09-01,
            T04,GP,GP-ZB,SPECIALTY,,yes,2012-09-01,
            T05,GP,GP-XX,SPECIALTY,,yes,2012-09-01,
            T07,GP,GP-XX,SPECIALTY,,yes,1990-09-01,2025-08-31
            T09,GP,GP-ZB,SPECIALTY,,yes,2015-09-01,2025-08-31
            T09,GP,GP-SH,SPECIALTY,,yes,2025-09-01,
            T10,GP,GP-SH,SPECIALTY,,yes,2025-03-01,2027-02-28
            T12,GP,GP-SH,COMMON,,yes,2015-09-01,
            T14,GP,GP-SH,SPECIALTY,,yes,2015-09-01,
            T15,GP,GP-ZB,PRACTICE,,yes,2018-09-01,
            T18,GP,GP-YS,SPECIALTY,,yes,2025-08-30,
            """);
        Table(folder, "spells", """
            teacher_ref,school_code,reason,start_date,last_date
            T14,GP,STUDY,2025-02-20,2026-01-20
            """);
        Table(folder, "recognitions", """
            teacher_ref,level,track,field,certificate_number,authority,start_date,last_date,trust
            T01,JUNIOR,SECONDARY,机械,C01,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            T03,JUNIOR,SECONDARY,机械,C03,省教育厅,2020-09-02,2025-09-01,OFFICIAL_IMPORT
            T04,JUNIOR,SECONDARY,机械,C04,省教育厅,2020-09-01,2025-08-31,OFFICIAL_IMPORT
            T05,MIDDLE,SECONDARY,计算机,C05,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            T07,SENIOR,SECONDARY,计算机,C07,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            T09,JUNIOR,SECONDARY,机械,C09,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            T10,JUNIOR,SECONDARY,烹饪,C10,省教育厅,2024-12-01,2029-11-30,OFFICIAL_IMPORT
            T12,JUNIOR,SECONDARY,语文,C12,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            T14,MIDDLE,SECONDARY,烹饪,C14,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            T15,JUNIOR,SECONDARY,焊接,C15,省教育厅,2023-12-01,2028-11-30,OFFICIAL_IMPORT
            """);
        Table(folder, "recognition_events", """
            certificate_number,authority,type,effective_date,document_number,reason
            C05,省教育厅,REVOKE,2025-09-01,晋教〔2025〕1号,核查不符
            """);
        return folder;
    }

    private static void Table(string folder, string name, string rows) =>
        File.WriteAllText(Path.Combine(folder, $"{name}.csv"), rows + "\n");
}
