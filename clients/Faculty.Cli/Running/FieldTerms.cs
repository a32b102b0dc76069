using Google.Protobuf.Reflection;

namespace Faculty.Cli.Running;

/// <summary>Chinese headings of fields, by proto name.</summary>
internal static class FieldTerms
{
    private static readonly Dictionary<string, string> Terms = new(StringComparer.Ordinal)
    {
        ["display_name"] = "姓名", ["sex"] = "性别", ["birth_date"] = "出生日期", ["id_type"] = "证件类型", ["id_number"] = "证件号码",
        ["ethnic_group"] = "民族", ["mobile"] = "手机",
        ["engagement_id"] = "聘用编号", ["post_id"] = "任职编号", ["spell_id"] = "不任课编号", ["education_id"] = "学历编号", ["title_id"] = "职称编号",
        ["credential_id"] = "证书记录编号", ["practice_id"] = "实践编号", ["honour_id"] = "荣誉编号", ["recognition_id"] = "认定编号",
        ["school_code"] = "学校代码", ["department_code"] = "系部代码", ["kind"] = "聘用类型", ["hiring_route"] = "招聘途径", ["staff_number"] = "工号",
        ["start_date"] = "开始日期", ["last_date"] = "结束日期", ["end_reason"] = "离任原因", ["category"] = "类别", ["major_code"] = "专业代码",
        ["primary"] = "主岗", ["spell_reason"] = "原因", ["level"] = "级别", ["degree"] = "学位", ["institution"] = "毕业院校", ["major"] = "所学专业",
        ["graduated_on"] = "毕业日期", ["title_code"] = "职称", ["obtained_on"] = "取得日期", ["appointed_on"] = "聘任日期", ["authority"] = "机构",
        ["name"] = "名称", ["number"] = "编号", ["issuer"] = "发证单位", ["issued_on"] = "发证日期", ["occupation_code"] = "职业编码",
        ["renews_credential_id"] = "续期自", ["verified_by"] = "核实人", ["verification_method"] = "核实方式", ["legacy"] = "旧格式",
        ["enterprise"] = "企业", ["post"] = "岗位", ["verified"] = "已核实", ["title"] = "荣誉", ["granted_on"] = "授予日期",
        ["document_number"] = "文号", ["revoked_on"] = "撤销日期", ["revocation_document"] = "撤销文号", ["revocation_reason"] = "撤销原因", ["track"] = "类型", ["field"] = "专业领域", ["certificate_number"] = "证书编号",
        ["rule_version"] = "规则版本", ["decision_document"] = "认定文号", ["trust"] = "来源", ["events"] = "变动", ["application_id"] = "申请编号", ["judged_date"] = "依据判断日期", ["recheck_months"] = "复核周期（月）", ["evidence"] = "认定依据", ["rechecks"] = "复核结论",
        ["case_id"] = "复核编号", ["cause"] = "复核原因", ["fact_kind"] = "依据种类", ["fact_id"] = "依据编号", ["since_date"] = "起始日期", ["state"] = "状态",
        ["found_date"] = "复核日期", ["finding"] = "复核意见", ["event_id"] = "变动编号", ["actor_id"] = "办理账户", ["time"] = "办理时间",
        ["effective_date"] = "生效日期", ["within_days"] = "天数", ["by_date"] = "截止日期", ["scope_code"] = "机构代码",
        ["approval_document"] = "批准文号", ["enterprises"] = "合作企业", ["role"] = "角色", ["ref"] = "教师编号",
    };

    // Where a sheet of the import calls the field by another name.
    private static readonly Dictionary<(string Message, string Field), string> Own = new()
    {
        [("Title", "authority")] = "评审单位", [("Recognition", "authority")] = "认定机构",
        [("Recognition", "start_date")] = "生效日期", [("Recognition", "last_date")] = "有效期至",
    };

    /// <summary>Fields as words in a sentence.</summary>
    public static string Listed(IReadOnlyList<string> fields, Words words) =>
        words[string.Join(", ", fields.Select(f => f.Replace('_', ' '))), string.Join("、", fields.Select(Of))];

    public static string Of(FieldDescriptor field) => Own.GetValueOrDefault((field.ContainingType.Name, field.Name), Of(field.Name));

    public static string Of(string field) => Terms.GetValueOrDefault(field, field);
}
