using Faculty.Domain.Certification;
using Faculty.Domain.Groups;
using Faculty.Domain.Organisations;
using Faculty.Domain.Quotas.Seats;
using Faculty.Domain.Teachers;

namespace Faculty.Server.Imports.Sheets;

/// <summary>The coded values of the import format and their Chinese names.</summary>
internal static class CodedValues
{
    public static readonly Names<OrganisationKind> OrganisationKinds = new(
        (OrganisationKind.Nation, "国家"), (OrganisationKind.Province, "省"), (OrganisationKind.City, "市"), (OrganisationKind.County, "县"),
        (OrganisationKind.School, "学校"), (OrganisationKind.Department, "系部"), (OrganisationKind.AttachedClass, "附设中职班"), (OrganisationKind.Enterprise, "企业"));

    public static readonly Names<Sex> Sexes = new((Sex.Male, "男"), (Sex.Female, "女"));

    public static readonly Names<IdType> IdTypes = new(
        (IdType.Resident, "居民身份证"), (IdType.Resident, "身份证"), (IdType.HkmtPermit, "港澳台通行证"), (IdType.Passport, "护照"),
        (IdType.ForeignResidence, "外国人永久居留证"), (IdType.Other, "其他"));

    public static readonly Names<EngagementKind> EngagementKinds = new(
        (EngagementKind.Established, "在编"), (EngagementKind.Controlled, "员额"), (EngagementKind.Contract, "合同制"), (EngagementKind.Dispatch, "劳务派遣"),
        (EngagementKind.ExternalEnterprise, "企业兼职"), (EngagementKind.ExternalSchool, "校外兼课"), (EngagementKind.RehiredRetiree, "返聘"), (EngagementKind.InternalAdmin, "校内兼课"));

    public static readonly Names<HiringRoute> HiringRoutes = new(
        (HiringRoute.Open, "公开招聘"), (HiringRoute.SelfRecruited, "自主招聘技能人才"), (HiringRoute.SelfRecruited, "自主招聘"), (HiringRoute.Transfer, "调入"), (HiringRoute.Other, "其他"));

    public static readonly Names<PostCategory> PostCategories = new(
        (PostCategory.Common, "公共课"), (PostCategory.Specialty, "专业课"), (PostCategory.Practice, "实习指导"), (PostCategory.Admin, "管理"),
        (PostCategory.Auxiliary, "教辅"), (PostCategory.Worker, "工勤"));

    public static readonly Names<SeatControl> SeatControls = new((SeatControl.Hard, "刚性"), (SeatControl.Soft, "弹性"), (SeatControl.Info, "仅提示"));

    public static readonly Names<SpellReason> SpellReasons = new(
        (SpellReason.Study, "进修"), (SpellReason.Research, "科研"), (SpellReason.Sick, "病休"), (SpellReason.Seconded, "借调"), (SpellReason.Other, "其他"));

    public static readonly Names<CredentialCategory> CredentialCategories = new(
        (CredentialCategory.TeacherQualification, "教师资格证"), (CredentialCategory.SkillLevel, "职业技能等级证书"), (CredentialCategory.VocationalQualification, "职业资格证书"),
        (CredentialCategory.Industry, "行业企业证书"), (CredentialCategory.OnePlusX, "1+X证书"), (CredentialCategory.Assessor, "考评员"), (CredentialCategory.Other, "其他"));

    public static readonly Names<RecognitionLevel> RecognitionLevels = new(
        (RecognitionLevel.Junior, "初级"), (RecognitionLevel.Middle, "中级"), (RecognitionLevel.Senior, "高级"));

    public static readonly Names<RecognitionTrack> RecognitionTracks = new((RecognitionTrack.Secondary, "中职"), (RecognitionTrack.Higher, "高职"));

    public static readonly Names<RecognitionTrust> RecognitionTrusts = new(
        (RecognitionTrust.OfficialImport, "官方名册"), (RecognitionTrust.Document, "文件"), (RecognitionTrust.Unverified, "未核实"), (RecognitionTrust.Decided, "本系统认定"));

    public static readonly Names<RecognitionEventType> RecognitionEventTypes = new(
        (RecognitionEventType.Revoke, "撤销"), (RecognitionEventType.Suspend, "暂停"), (RecognitionEventType.Reinstate, "恢复"),
        (RecognitionEventType.Supersede, "晋级"), (RecognitionEventType.Correct, "更正"));

    public static readonly Names<GroupKind> GroupKinds = new(
        (GroupKind.MasterStudio, "名师工作室"), (GroupKind.InnovationTeam, "教学创新团队"), (GroupKind.SkillMasterStudio, "技能大师工作室"),
        (GroupKind.InnovationTeam, "教师教学创新团队"));

    public static readonly Names<GroupLevel> GroupLevels = new(
        (GroupLevel.National, "国家级"), (GroupLevel.Provincial, "省级"), (GroupLevel.City, "市级"), (GroupLevel.County, "县级"), (GroupLevel.School, "校级"));

    public static readonly Names<GroupState> GroupStates = new(
        (GroupState.Applied, "申报"), (GroupState.Building, "建设中"), (GroupState.Midterm, "中期检查"), (GroupState.Accepted, "验收通过"), (GroupState.Deferred, "暂缓通过"),
        (GroupState.Failed, "验收不通过"), (GroupState.Named, "已命名"), (GroupState.Ended, "已终止"));

    public static readonly Names<MemberRole> MemberRoles = new(
        (MemberRole.Leader, "负责人"), (MemberRole.Backbone, "骨干"), (MemberRole.Member, "成员"), (MemberRole.EnterpriseMember, "企业成员"), (MemberRole.Secretary, "秘书"),
        (MemberRole.Leader, "主持人"));
}
