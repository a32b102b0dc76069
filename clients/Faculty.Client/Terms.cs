using System.Reflection;
using Faculty.V1;
using Google.Protobuf.Reflection;

namespace Faculty.Client;

/// <summary>The words of coded values: the proto name without its prefix in English, the field's own term in Chinese.</summary>
public static class Terms
{
    private static readonly Dictionary<Enum, string> Chinese = new()
    {
        [OrganisationKind.Nation] = "国家", [OrganisationKind.Province] = "省", [OrganisationKind.City] = "市", [OrganisationKind.County] = "县",
        [OrganisationKind.School] = "学校", [OrganisationKind.Department] = "系部", [OrganisationKind.AttachedClass] = "附设中职班",
        [OrganisationKind.Enterprise] = "企业",
        [Sex.Male] = "男", [Sex.Female] = "女",
        [IdType.Resident] = "居民身份证", [IdType.HkmtPermit] = "港澳台通行证", [IdType.Passport] = "护照",
        [IdType.ForeignResidence] = "外国人永久居留证", [IdType.Other] = "其他",
        [EngagementKind.Established] = "在编", [EngagementKind.Controlled] = "员额", [EngagementKind.Contract] = "合同制",
        [EngagementKind.Dispatch] = "劳务派遣", [EngagementKind.ExternalEnterprise] = "企业兼职", [EngagementKind.ExternalSchool] = "校外兼课",
        [EngagementKind.RehiredRetiree] = "返聘", [EngagementKind.InternalAdmin] = "校内兼课",
        [HiringRoute.Open] = "公开招聘", [HiringRoute.SelfRecruited] = "自主招聘技能人才", [HiringRoute.Transfer] = "调入", [HiringRoute.Other] = "其他",
        [PostCategory.Common] = "公共课", [PostCategory.Specialty] = "专业课", [PostCategory.Practice] = "实习指导", [PostCategory.Admin] = "管理",
        [PostCategory.Auxiliary] = "教辅", [PostCategory.Worker] = "工勤",
        [SpellReason.Study] = "进修", [SpellReason.Research] = "科研", [SpellReason.Sick] = "病休", [SpellReason.Seconded] = "借调",
        [SpellReason.Other] = "其他",
        [CredentialCategory.TeacherQualification] = "教师资格证", [CredentialCategory.SkillLevel] = "职业技能等级证书",
        [CredentialCategory.VocationalQualification] = "职业资格证书", [CredentialCategory.Industry] = "行业企业证书",
        [CredentialCategory.OnePlusX] = "1+X证书", [CredentialCategory.Assessor] = "考评员", [CredentialCategory.Other] = "其他",
        [TeacherStatus.Active] = "在职", [TeacherStatus.Ended] = "已离任", [TeacherStatus.MergedInto] = "已合并",
        [TeacherStatus.NeverIssued] = "从未使用",
        [RecognitionLevel.Junior] = "初级", [RecognitionLevel.Middle] = "中级", [RecognitionLevel.Senior] = "高级",
        [RecognitionTrack.Secondary] = "中职", [RecognitionTrack.Higher] = "高职",
        [RecognitionTrust.Decided] = "本系统认定", [RecognitionTrust.OfficialImport] = "官方名册", [RecognitionTrust.Document] = "文件",
        [RecognitionTrust.Unverified] = "未核实",
        [RecognitionEventType.Revoke] = "撤销", [RecognitionEventType.Suspend] = "暂停", [RecognitionEventType.Reinstate] = "恢复",
        [RecognitionEventType.Supersede] = "晋级", [RecognitionEventType.Correct] = "更正",
        [BudgetControl.Hard] = "刚性", [BudgetControl.Soft] = "弹性", [BudgetControl.Info] = "仅提示",
        [CapBase.Establishment] = "编制数", [CapBase.FullTimeHeads] = "专任教师数",
        [PayUnit.Hour] = "课时", [PayUnit.Month] = "月", [PayUnit.PersonYear] = "人年",
        [HoursStepType.Record] = "登记", [HoursStepType.Confirm] = "确认", [HoursStepType.Pay] = "支付", [HoursStepType.Return] = "退回", [HoursStepType.Reverse] = "冲销",
        [HoursState.Recorded] = "待确认", [HoursState.Confirmed] = "应付", [HoursState.Paid] = "已付", [HoursState.Returned] = "已退回",
        [HoursBreakdown.School] = "学校", [HoursBreakdown.Department] = "系部", [HoursBreakdown.Month] = "月份", [HoursBreakdown.Category] = "岗位类别", [HoursBreakdown.Standard] = "课酬标准",
        [RecheckCause.CredentialRevoked] = "依据被撤销", [RecheckCause.CredentialLapsed] = "依据证书失效", [RecheckCause.EvidenceCorrected] = "依据有更正",
        [RecheckCause.PeriodicDue] = "定期复核到期",
        [RecheckState.Open] = "待复核", [RecheckState.Confirmed] = "维持", [RecheckState.Ended] = "终止",
        [RuleLayer.Nation] = "国家", [RuleLayer.Province] = "省", [RuleLayer.School] = "学校", [RuleLayer.Batch] = "批次",
        [RulePackState.Draft] = "草案", [RulePackState.Active] = "生效", [RulePackState.Withdrawn] = "已废止",
        [BatchState.Draft] = "草稿", [BatchState.Open] = "申报中", [BatchState.Closed] = "已截止", [BatchState.Reviewing] = "评审中",
        [BatchState.Publicity] = "公示中", [BatchState.Published] = "已公布", [BatchState.Cancelled] = "已取消",
        [ReviewTier.School] = "校级", [ReviewTier.City] = "市级", [ReviewTier.Province] = "省级",
        [RequirementResult.Met] = "已满足", [RequirementResult.Lacking] = "尚缺", [RequirementResult.Manual] = "人工审核", [RequirementResult.Unavailable] = "数据源未接入",
        [FactKind.Credential] = "证书", [FactKind.Practice] = "企业实践", [FactKind.Post] = "任职", [FactKind.Title] = "职称", [FactKind.Education] = "学历",
        [FactKind.Recognition] = "双师型认定", [FactKind.Honour] = "荣誉",
        [ApplicationState.Draft] = "草稿", [ApplicationState.Submitted] = "已提交", [ApplicationState.Returned] = "已退回",
        [ApplicationState.SchoolReviewed] = "校级通过", [ApplicationState.CityReviewed] = "市级通过", [ApplicationState.ProvinceReviewed] = "省级通过",
        [ApplicationState.Publicity] = "公示中", [ApplicationState.Objection] = "异议处理中", [ApplicationState.Recognised] = "已认定",
        [ApplicationState.NotRecognised] = "未认定", [ApplicationState.Withdrawn] = "已撤回", [ApplicationState.Ineligible] = "不予受理",
        [EndingCause.Withdrawn] = "撤回", [EndingCause.Requirements] = "不符合条件", [EndingCause.FalseEvidence] = "材料不实",
        [EndingCause.EthicsVeto] = "师德一票否决", [EndingCause.Review] = "评审未通过", [EndingCause.Objection] = "异议成立", [EndingCause.Erased] = "身份信息已抹除",
        [EndingCause.NotSubmitted] = "逾期未提交", [EndingCause.BatchCancelled] = "批次取消",
        [ReviewVerdict.Pass] = "通过", [ReviewVerdict.Reject] = "不通过",
        [VoteChoice.For] = "同意", [VoteChoice.Against] = "反对", [VoteChoice.Abstain] = "弃权",
        [ObjectionState.Open] = "待处理", [ObjectionState.Upheld] = "成立", [ObjectionState.Rejected] = "不成立",
        [AuditEventType.Session] = "登录会话", [AuditEventType.AccountChange] = "账户变更",
        [AuditEventType.SessionRefused] = "登录失败", [AuditEventType.Unauthenticated] = "身份无效", [AuditEventType.PermissionDenied] = "越权",
        [AuditEventType.RateLimited] = "超限", [AuditEventType.Reveal] = "查看敏感信息", [AuditEventType.Export] = "导出",
        [AuditEventType.Keys] = "密钥维护", [AuditEventType.Erasure] = "抹除",
        [AuditEventType.Backup] = "备份", [AuditEventType.Verification] = "日志校验", [AuditEventType.Configuration] = "配置变更",
        [AuditEventType.ForeignNumber] = "证件号码属他单位",
        [AuditEventType.Certificate] = "证书制发", [AuditEventType.Evidence] = "佐证附件下载",
        [CertificateState.Valid] = "有效", [CertificateState.Revoked] = "已撤销", [CertificateState.Suspended] = "已暂停", [CertificateState.Lapsed] = "已到期",
        [CertificateState.Superseded] = "已晋级", [CertificateState.NotYet] = "尚未生效", [CertificateState.Unknown] = "查无此证",
        [CertificateState.Outdated] = "内容已变更",
        [CertificateFault.Form] = "格式不符", [CertificateFault.Key] = "签发密钥不明", [CertificateFault.Signature] = "签名不符",
        [CertificateFormat.Pdf] = "打印证书", [CertificateFormat.VcJwt] = "电子徽章", [CertificateFormat.VcJson] = "电子徽章文档",
        [AuditDecision.Allowed] = "已执行", [AuditDecision.Refused] = "已拒绝", [AuditDecision.BrokenOff] = "未完成",
        [AddressClass.Loopback] = "本机", [AddressClass.Private] = "内网", [AddressClass.Public] = "外网",
        [SightingKind.Reveal] = "单人查看", [SightingKind.Export] = "导出", [SightingKind.Evidence] = "查看佐证附件",
        [Role.HrClerk] = "人事干事", [Role.Reviewer] = "审核员", [Role.Finance] = "财政", [Role.Enterprise] = "企业",
        [Role.TrainerCoordinator] = "培训处", [Role.Auditor] = "审计", [Role.Administrator] = "管理员",
        [Permission.ReadFigures] = "查看统计数据", [Permission.ReadTeachers] = "查看教师档案", [Permission.WriteTeachers] = "维护教师档案",
        [Permission.WriteOrganisations] = "维护机构", [Permission.WriteRecognitions] = "登记认定", [Permission.Export] = "导出名册",
        [Permission.ReadJournal] = "查看日志", [Permission.Administer] = "备份与校验", [Permission.Public] = "公开", [Permission.SignedIn] = "登录后可用",
        [Permission.ManageAccounts] = "管理账户", [Permission.Reveal] = "查看出生日期和证件号码及手机", [Permission.Erase] = "抹除身份信息",
        [Permission.ReadSightings] = "查看查阅记录", [Permission.ManageKeys] = "维护密钥", [Permission.Decide] = "作出认定", [Permission.ManageRules] = "维护认定规则",
        [Permission.ReadQuotas] = "查看编制与经费", [Permission.WriteQuotas] = "办理招聘与预占", [Permission.ApproveQuotas] = "核定编制与审批计划", [Permission.Pay] = "支付课时费",
        [Permission.ReadEvidence] = "查看佐证附件",
        [Permission.ReadPool] = "查看师资库", [Permission.WritePool] = "维护师资库", [Permission.WriteMenu] = "维护培训菜单", [Permission.Order] = "点单与评价", [Permission.Schedule] = "匹配与排课",
        [AccountKind.Person] = "个人", [AccountKind.Service] = "程序", [AccountState.Active] = "正常", [AccountState.Suspended] = "停用",
        [AsOfRule.Sep1] = "9月1日", [AsOfRule.Aug31] = "8月31日", [AsOfRule.Dec31] = "12月31日", [AsOfRule.Any] = "指定日",
        [Breakdown.Department] = "系部", [Breakdown.School] = "学校", [Breakdown.Level] = "级别", [Breakdown.Child] = "下级机构",
        [TargetOutcome.Met] = "已达到", [TargetOutcome.NotMet] = "未达到", [TargetOutcome.NotApplicable] = "不适用",
        [ChangeCause.NewlyRecognised] = "新认定", [ChangeCause.Lapsed] = "到期", [ChangeCause.Revoked] = "撤销", [ChangeCause.Suspended] = "暂停",
        [ChangeCause.Reinstated] = "恢复", [ChangeCause.Hired] = "新聘", [ChangeCause.Left] = "离任", [ChangeCause.MovedIn] = "调入",
        [ChangeCause.MovedOut] = "调出", [ChangeCause.CategoryChanged] = "转任", [ChangeCause.SpellBegun] = "转为不任课",
        [ChangeCause.SpellEnded] = "恢复任课", [ChangeCause.LevelChanged] = "级别变化", [ChangeCause.Reorganised] = "机构调整",
        [SeatBreakdown.Category] = "类别", [SeatBreakdown.Department] = "系部", [SeatBreakdown.School] = "学校", [SeatBreakdown.Child] = "下级机构",
        [SeatChangeType.Hired] = "入编", [SeatChangeType.Left] = "出编", [SeatChangeType.MovedIn] = "调入", [SeatChangeType.MovedOut] = "调出",
        [SeatChangeType.Category] = "转岗", [SeatChangeType.Authorised] = "核编", [SeatChangeType.Reorganised] = "机构调整",
        [PayrollCause.PaidNotEngaged] = "在发无人", [PayrollCause.EngagedNotPaid] = "在册未发", [PayrollCause.LeftBefore] = "离职仍发", [PayrollCause.StartsLater] = "未到岗先发",
        [PayrollCause.OtherSchool] = "他校人员", [PayrollCause.Duplicate] = "重复发放", [PayrollCause.NameDiffers] = "姓名不符", [PayrollCause.OtherKind] = "用工形式不符", [PayrollCause.Ambiguous] = "学校不明",
        [SeatControl.Hard] = "刚性", [SeatControl.Soft] = "弹性", [SeatControl.Info] = "仅提示",
        [ReservationState.Kept] = "预占", [ReservationState.Committed] = "已占用", [ReservationState.Released] = "已释放",
        [HiringState.Draft] = "草稿", [HiringState.Submitted] = "已报送", [HiringState.Returned] = "已退回", [HiringState.Approved] = "已批准", [HiringState.Announced] = "已公告",
        [HiringState.Selecting] = "考试考察中", [HiringState.Publicity] = "公示中", [HiringState.Appointed] = "已拟聘", [HiringState.Onboarded] = "已入职", [HiringState.Cancelled] = "已取消", [HiringState.Expired] = "已过期",
        [HiringStepType.Submit] = "报送", [HiringStepType.Return] = "退回", [HiringStepType.Approve] = "审批", [HiringStepType.Announce] = "公告", [HiringStepType.Select] = "考试考察",
        [HiringStepType.Publicise] = "公示", [HiringStepType.Reduce] = "核减", [HiringStepType.Cancel] = "取消", [HiringStepType.Extend] = "延期",
        [Office.Establishment] = "编办", [Office.HumanResources] = "人社局", [Office.Finance] = "财政局",
        [CandidateState.Appointed] = "拟聘", [CandidateState.Onboarded] = "已入职", [CandidateState.Declined] = "放弃",
        [ScopeKind.None] = "不涉及机构", [ScopeKind.Organisation] = "所授机构", [ScopeKind.Registry] = "全部机构",
        [RetentionClass.Left] = "离任人员身份信息", [RetentionClass.NeverEngaged] = "从未聘用人员身份信息",
        [GroupKind.MasterStudio] = "名师工作室", [GroupKind.InnovationTeam] = "教学创新团队", [GroupKind.SkillMasterStudio] = "技能大师工作室",
        [GroupLevel.National] = "国家级", [GroupLevel.Provincial] = "省级", [GroupLevel.City] = "市级", [GroupLevel.County] = "县级", [GroupLevel.School] = "校级",
        [GroupState.Applied] = "申报", [GroupState.Building] = "建设中", [GroupState.Midterm] = "中期检查", [GroupState.Accepted] = "验收通过",
        [GroupState.Deferred] = "暂缓通过", [GroupState.Failed] = "验收不通过", [GroupState.Named] = "已命名", [GroupState.Ended] = "已终止",
        [MemberRole.Leader] = "负责人", [MemberRole.Backbone] = "骨干", [MemberRole.Member] = "成员", [MemberRole.EnterpriseMember] = "企业成员", [MemberRole.Secretary] = "秘书",
        [ShareComparison.AtLeast] = "不低于", [ShareComparison.MoreThan] = "超过",
        [CompositionResult.Met] = "符合", [CompositionResult.Lacking] = "不符合", [CompositionResult.Manual] = "人工审核", [CompositionResult.NotApplicable] = "不适用",
        [MemberCause.Member] = "在组", [MemberCause.RoleLeftOut] = "该角色不计", [MemberCause.SamePerson] = "同一人已计", [MemberCause.Recognised] = "已认定",
        [MemberCause.LevelTooLow] = "级别不够", [MemberCause.NotRecognised] = "未认定", [MemberCause.NotYet] = "认定尚未生效", [MemberCause.Lapsed] = "认定已到期",
        [MemberCause.Revoked] = "认定已撤销", [MemberCause.Suspended] = "认定已暂停", [MemberCause.Unverified] = "认定未核实", [MemberCause.FromEnterprise] = "企业成员",
        [MemberCause.NotFromEnterprise] = "非企业成员", [MemberCause.Qualified] = "条件具备", [MemberCause.TitleTooLow] = "职称不够", [MemberCause.TooFewMonths] = "年限不够",
        [MemberCause.NotAtHost] = "非依托学校专任", [MemberCause.FewGroups] = "团队数合规", [MemberCause.TooManyGroups] = "团队数超限", [MemberCause.WithinTerm] = "任期内",
        [MemberCause.TermOver] = "任期超限",
        [GroupAlertType.RecognitionLost] = "认定失效", [GroupAlertType.RecognitionEnding] = "认定将到期", [GroupAlertType.NoLeader] = "无负责人",
        [GroupAlertType.LeaderLeft] = "负责人离校", [GroupAlertType.TermEnding] = "任期将满", [GroupAlertType.PeriodEnding] = "建设期将满",
        [GroupAlertType.PeriodOver] = "建设期已过", [GroupAlertType.CompositionLacking] = "组成不符",
        [SkillLevel.SeniorTechnician] = "一级/高级技师", [SkillLevel.Technician] = "二级/技师", [SkillLevel.SeniorWorker] = "三级/高级工",
        [SkillLevel.MiddleWorker] = "四级/中级工", [SkillLevel.JuniorWorker] = "五级/初级工",
        [TeachingKind.Theory] = "理论", [TeachingKind.Practice] = "实操", [TeachingKind.Assessment] = "考评",
        [Weekday.Monday] = "星期一", [Weekday.Tuesday] = "星期二", [Weekday.Wednesday] = "星期三", [Weekday.Thursday] = "星期四", [Weekday.Friday] = "星期五",
        [Weekday.Saturday] = "星期六", [Weekday.Sunday] = "星期日",
        [TrainerState.Candidate] = "候选", [TrainerState.Publicity] = "公示中", [TrainerState.InPool] = "在库", [TrainerState.Suspended] = "暂停", [TrainerState.Removed] = "出库",
        [TrainerEventType.Propose] = "推荐", [TrainerEventType.Publicity] = "公示", [TrainerEventType.Admit] = "入库", [TrainerEventType.Suspend] = "暂停",
        [TrainerEventType.Reinstate] = "恢复", [TrainerEventType.Extend] = "延期", [TrainerEventType.Remove] = "出库", [TrainerEventType.Consent] = "同意展示",
        [TrainerEventType.WithdrawConsent] = "撤回同意",
        [TrainingMode.School] = "到校", [TrainingMode.Enterprise] = "送教上门", [TrainingMode.Mixed] = "校企结合",
        [AssessmentKind.None] = "不考核", [AssessmentKind.Completion] = "结业考核", [AssessmentKind.SkillLevel] = "职业技能等级认定", [AssessmentKind.Certificate] = "证书考试",
        [MenuField.Name] = "名称", [MenuField.Occupation] = "职业", [MenuField.WorkType] = "工种", [MenuField.Alias] = "职业别名", [MenuField.Certificate] = "证书",
        [MenuField.Pinyin] = "拼音", [MenuField.Initials] = "拼音首字母", [MenuField.Code] = "代码",
        [OrderState.Draft] = "草稿", [OrderState.Submitted] = "已提交", [OrderState.Quoted] = "已报价", [OrderState.Confirmed] = "已确认", [OrderState.InDelivery] = "授课中",
        [OrderState.Delivered] = "已交付", [OrderState.Rated] = "已评价", [OrderState.Settled] = "已结算", [OrderState.Rejected] = "已拒绝", [OrderState.Cancelled] = "已取消", [OrderState.NoTrainer] = "候补",
        [OrderParty.Enterprise] = "企业", [OrderParty.School] = "学校",
        [SettlementBasis.PerPass] = "按合格人数", [SettlementBasis.PerCompletion] = "按结业人数",
        [OrderStepType.Create] = "新建", [OrderStepType.Revise] = "修改", [OrderStepType.Submit] = "提交", [OrderStepType.Quote] = "报价", [OrderStepType.Confirm] = "确认",
        [OrderStepType.Reject] = "拒绝", [OrderStepType.Cancel] = "取消", [OrderStepType.RecordNoTrainer] = "列入候补", [OrderStepType.Requeue] = "重新受理", [OrderStepType.Reschedule] = "改期",
        [OrderStepType.ReplaceTrainer] = "更换培训师", [OrderStepType.RecordAttendance] = "签到", [OrderStepType.Deliver] = "交付", [OrderStepType.Rate] = "评价", [OrderStepType.Settle] = "结算",
        [BookingRule.SlotTaken] = "时段冲突", [BookingRule.Lessons] = "课表冲突", [BookingRule.Leave] = "请假", [BookingRule.TravelTime] = "路程时间不足", [BookingRule.TooFar] = "路程过远",
        [BookingRule.WeekCap] = "超过周课时上限", [BookingRule.MonthCap] = "超过月课时上限", [BookingRule.QuarterCap] = "超过季度课时上限", [BookingRule.SkillMissing] = "无所需技能",
        [BookingRule.SkillLevel] = "技能等级不足", [BookingRule.CredentialNotValid] = "授课日证书无效", [BookingRule.NotInPool] = "授课日不在库", [BookingRule.Kind] = "不承担该授课类型",
        [BookingRule.Language] = "授课语言不符", [BookingRule.Blocked] = "回避", [BookingRule.NoConsent] = "未同意展示",
        [BookingMend.OtherTime] = "改时段", [BookingMend.OtherDay] = "改日期", [BookingMend.OtherTrainer] = "换培训师", [BookingMend.RenewCredential] = "更新证书",
    };

    /// <summary>The values of an enumeration a person may choose from, in proto order.</summary>
    public static IEnumerable<Enum> Values(Type enumeration) =>
        Enum.GetValues(enumeration).Cast<Enum>().Where(v => Convert.ToInt32(v) != 0);

    /// <summary>The name that is typed and stored in files, such as EXTERNAL_ENTERPRISE; "OTHER" for one newer than this client.</summary>
    public static string Code(Enum value)
    {
        var prefix = OriginalName((Enum)Enum.ToObject(value.GetType(), 0))!.Length - "UNSPECIFIED".Length;
        return OriginalName(value)?[prefix..] ?? "OTHER";
    }

    /// <summary>How a value is shown; empty when unspecified.</summary>
    public static string Of(Enum value, Language language) => Convert.ToInt32(value) == 0
        ? ""
        : language == Language.Chinese
            ? Chinese.GetValueOrDefault(value, "其他")
            : Code(value).ToLowerInvariant().Replace('_', ' ');

    /// <summary>A word of a refusal about a file.</summary>
    public static string OfFile(string word, Language language) => (language, word) switch
    {
        (Language.Chinese, "empty") => "空",
        (Language.Chinese, "separator") => "含路径分隔符",
        (Language.Chinese, "character") => "含不可用字符",
        (Language.Chinese, "too_long") => "过长",
        (Language.Chinese, "leading_dot") => "以点开头",
        (Language.Chinese, "extension") => "扩展名不可用",
        (Language.Chinese, "number") => "含证件号码或手机号",
        (Language.Chinese, "unknown") => "类型不明",
        (Language.Chinese, "incomplete") => "不完整",
        (Language.Chinese, "missing") => "文件缺失",
        (Language.Chinese, "damaged") => "文件已损坏",
        (Language.Chinese, "key_lost") => "密钥已丢失",
        (Language.Chinese, "size_bytes") => "字节数",
        (Language.Chinese, "sha256") => "SHA-256",
        (Language.English, "sha256") => "SHA-256",
        (Language.English, "number") => "an ID or mobile number in it",
        _ => word.Replace('_', ' '),
    };

    /// <summary>What kind of record a refusal or an audit event is about.</summary>
    public static string Record(string type, Language language) => (language, type) switch
    {
        (Language.Chinese, "organisation") => "机构",
        (Language.Chinese, "teacher") => "教师",
        (Language.Chinese, "evidence-file") => "附件",
        (Language.Chinese, "recognition") => "认定",
        (Language.Chinese, "certificate") => "证书",
        (Language.Chinese, "decision") => "有效证书的认定文号",
        (Language.English, "decision") => "decision document with certificates that stand",
        (Language.Chinese, "rule-pack") => "认定规则",
        (Language.Chinese, "batch") => "认定批次",
        (Language.Chinese, "application") => "认定申请",
        (Language.Chinese, "group") => "工作室或团队",
        (Language.Chinese, "trainer") => "培训师",
        (Language.Chinese, "public-profile") => "公开档案",
        (Language.Chinese, "upload") => "上传文件",
        (Language.Chinese, "account") => "账户",
        (Language.Chinese, "api-key") => "密钥",
        (Language.Chinese, "session") => "会话",
        _ => type,
    };

    /// <summary>What was done, without the address of the rpc that did it: CorrectFact.</summary>
    public static string Action(string action) => action[(action.LastIndexOf('/') + 1)..];

    /// <summary>The value a person typed, by code in any case, or by Chinese term; null when there is none.</summary>
    public static Enum? Parse(Type enumeration, string text) => Values(enumeration).FirstOrDefault(v =>
        string.Equals(Code(v), text.Replace('-', '_'), StringComparison.OrdinalIgnoreCase) || Of(v, Language.Chinese) == text);

    private static string? OriginalName(Enum value) =>
        value.GetType().GetField($"{value}")?.GetCustomAttribute<OriginalNameAttribute>()?.Name;
}
