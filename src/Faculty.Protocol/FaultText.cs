namespace Faculty.V1;

/// <summary>
/// What a fault in a workbook means, in Chinese; English comes with the fault itself. Here, because the server marks workbooks with it and
/// clients print it.
/// </summary>
public static class FaultText
{
    private static readonly Dictionary<ImportFaultCode, (string Wrong, string Remedy)> Texts = new()
    {
        [ImportFaultCode.Required] = ("必填项为空。", "请填写。"),
        [ImportFaultCode.UnknownColumn] = ("不认识的列，未读取。", "请按模板更改列名或删除该列。"),
        [ImportFaultCode.UnknownSheet] = ("不认识的表，未读取。", "请按模板更改表名。"),
        [ImportFaultCode.MissingColumn] = ("缺少必需的列。", "请按模板补上该列。"),
        [ImportFaultCode.DuplicateColumn] = ("该列出现两次。", "请删除其中一列。"),
        [ImportFaultCode.NotADate] = ("不是完整的日期。", "请填写年-月-日，如 2023-09-01。"),
        [ImportFaultCode.ImpossibleDate] = ("没有这一天。", "请核对年月日。"),
        [ImportFaultCode.ReversedPeriod] = ("结束日期早于开始日期。", "请核对两个日期。"),
        [ImportFaultCode.UnknownCode] = ("不是已知的代码或名称。", "请从下拉列表中选择。"),
        [ImportFaultCode.TooLong] = ("内容过长。", "请缩短。"),
        [ImportFaultCode.ForbiddenCharacter] = ("含有不可见字符或控制字符。", "请删除后重新输入。"),
        [ImportFaultCode.IdNumber] = ("证件号码有误。", "请核对 18 位号码和校验码。"),
        [ImportFaultCode.IdDestroyed] = ("号码已被电子表格软件破坏。", "请将单元格设为文本后重新输入。"),
        [ImportFaultCode.IdMismatch] = ("证件号码与出生日期或性别不符。", "请核对这几项。"),
        [ImportFaultCode.Mobile] = ("手机号码有误。", "请填写 11 位手机号。"),
        [ImportFaultCode.CredentialNumber] = ("证书编号有误。", "请对照证书核对编号。"),
        [ImportFaultCode.UnknownTeacherRef] = ("教师表和登记系统中都没有该教师编号。", "请先在教师表中填写该人员。"),
        [ImportFaultCode.DuplicateTeacherRef] = ("教师编号重复。", "每人只填一行。"),
        [ImportFaultCode.DuplicateRow] = ("同一记录出现两次。", "请删除重复行。"),
        [ImportFaultCode.AmbiguousTeacher] = ("该行可对应多名人员。", "请补充证件号码。"),
        [ImportFaultCode.UnknownOrganisation] = ("没有该机构。", "请核对代码，或在机构表中加入。"),
        [ImportFaultCode.Overlap] = ("与另一条记录时间重叠（系统中已有的也算）。", "请核对起止日期；改动开始日期等于另加一条记录。"),
        [ImportFaultCode.SecondFullTime] = ("同一天有两个专任聘用。", "请先结束其中一个。"),
        [ImportFaultCode.PrimaryPost] = (
            "每个聘用每天须有且只有一个主岗（系统中已有的任职也算）。", "请核对任职起止日期和主岗；改动类别、系部或开始日期等于另加一条任职，"
            + "请先结束原任职，或用 faculty teachers correct 更正。"),
        [ImportFaultCode.OutsideEngagement] = ("时间超出聘用期。", "请使日期落在聘用期内。"),
        [ImportFaultCode.StaffNumberTaken] = ("该工号属于另一人员。", "请换用其他工号。"),
        [ImportFaultCode.CertificateTaken] = ("该证书编号属于另一人员。", "请核对证书编号和认定机构。"),
        [ImportFaultCode.IdNumberTaken] = ("该证件号码属于另一人员。", "请核对号码，或使用已有记录。"),
        [ImportFaultCode.StaleRow] = ("导出后该行已在别处被修改。", "请重新导出后再改。"),
        [ImportFaultCode.Formula] = ("单元格是公式，系统不计算公式。", "请直接填写值。"),
        [ImportFaultCode.CellError] = ("单元格内是错误值。", "请更正单元格。"),
        [ImportFaultCode.Normalised] = ("已作规范化处理。", "请确认。"),
        [ImportFaultCode.Limit] = ("超出大小限制。", "请拆分文件。"),
        [ImportFaultCode.Unreadable] = ("文件无法读取。", "请另存为 .xlsx 或 UTF-8 编码的 CSV。"),
        [ImportFaultCode.Rule] = ("违反登记规则。", "请按规则更正。"),
        [ImportFaultCode.Future] = ("此处不能填写将来的日期。", "请核对日期。"),
        [ImportFaultCode.UnknownAreaCode] = ("证件号码的地区代码未收录。", "请核对；无误则可忽略。"),
        [ImportFaultCode.NotYours] = ("不属于本单位，无权更改。", "请删除该行，或交由所属单位、上级主管部门导入。"),
        [ImportFaultCode.OrganisationRule] = ("机构树不允许这样做。", "请核对上级机构和日期。"),
        [ImportFaultCode.ErasedTeacher] = ("该人员的身份信息已抹除，或此行与登记不符。", "请在各表中删除该人员的行；已抹除人员只随备份迁移。"),
        [ImportFaultCode.IdInClear] = ("此处不能填写身份证号：会以明文保存。", "请改用校内编号；身份证号只填入教师表的证件号码列。"),
    };

    // Rules between facts that the code of a fault does not say.
    private static readonly Dictionary<ErrorReason, (string Wrong, string Remedy)> Broken = new()
    {
        [ErrorReason.UnderWorkingAge] = ("聘用开始日期 {start_date} 早于年满十六周岁。", "请核对开始日期和出生日期。"),
        [ErrorReason.QualificationType] = ("实习指导教师资格（种类 6）只能担任实习指导岗位（{day}）。", "请选择实习指导类别，或核对教师资格。"),
        [ErrorReason.NotEngagedInMonth] = ("该教师在 {month} 不是 {school_code} 的外聘教师。", "请先登记外聘关系；校内教师不计兼职课时。"),
        [ErrorReason.StandardUnknown] = ("{school_code} 在 {month} 没有有效的课酬标准 {standard_code}。", "请先制定标准，或选用其他标准。"),
        [ErrorReason.HoursTwice] = ("该教师在 {month}、{department_code}、{standard_code} 的课时已经登记。", "请退回或冲销原记录后再登记。"),
        [ErrorReason.HoursImplausible] = ("该教师在 {month} 的课时合计超过上限。", "请核对课时。"),
        [ErrorReason.SeatsExhausted] = ("{organisation_code} 在 {day} 没有该类别的空编：核定 {authorised}，在编 {occupied}，预占 {reserved}。", "请先核增编制，或核对聘用和任职；管理方式为弹性时，请在导入时说明理由。"),
        [ErrorReason.SeatsFrozen] = ("{organisation_code} 的编制在 {day} 处于冻结期。", "请在解冻后办理；冻结前已发生的，请填写原因。"),
        [ErrorReason.CapExceeded] = ("{organisation_code} 下属学校自 {day} 起合计 {sum} 个编制，超过总量 {cap}。", "请先调增总量，或核减其他学校；同一文件中的各行合并计算。"),
        [ErrorReason.PlanExceeded] = ("拟批准 {wanted} 人，{organisation_code} 在 {day} 可用计划为 {free_to_plan} 人。", "请减少人数，或先核增编制；同一文件中的各行合并计算。"),
        [ErrorReason.HiringState] = ("招聘计划 {line_code} 在 {day} 的状态不允许此环节或更改。", "请核对各环节的日期和先后；已审批的计划由原部门更正。"),
        [ErrorReason.HiringStepEarlier] = ("该环节日期 {date} 早于上一环节 {previous_date}。", "请更正日期。"),
        [ErrorReason.HiringCount] = ("人数 {wanted} 与招聘计划 {line_code} 不符。", "申请、批准、公告、拟聘、入职人数须依次不增。"),
        [ErrorReason.UnknownFact] = ("该行所属的另一项记录不存在。", "请核对该行与聘用、证书各行的对应关系。"),
        [ErrorReason.OrganisationInUse] = ("{from} 至 {to} 其下仍有机构“{code}”。", "请先撤销或移动该下级机构。"),
    };

    /// <summary>What is wrong and what to do, with the rule and its values where the code does not say it; null for a code or rule newer than this client.</summary>
    public static (string Wrong, string Remedy)? Chinese(ImportFault fault) =>
        Broken.TryGetValue(fault.Reason, out var broken) ? (fault.Metadata.Aggregate(broken.Wrong, (text, value) => text.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal)), broken.Remedy)
        : fault.Code != ImportFaultCode.Rule ? Chinese(fault.Code)
        : fault.Rule.Length > 0 && FieldTexts.Chinese(fault.Rule) is { } rule ? ($"{rule}。", "请更正该单元格。")
        : null;

    /// <summary>What a code says by itself; null for one newer than this client.</summary>
    public static (string Wrong, string Remedy)? Chinese(ImportFaultCode code) => Texts.TryGetValue(code, out var text) ? text : null;
}
