using Faculty.V1;

namespace Faculty.Client;

internal static partial class ReasonTexts
{
    public static readonly Dictionary<ErrorReason, ReasonText> Chinese = new()
    {
        [ErrorReason.InvalidRequest] = new("部分内容填写有误。", "请按所列字段改正后重新提交。"),
        [ErrorReason.MalformedMessage] = new("服务器无法读取该请求。", "请使用与服务器版本一致的客户端。"),
        [ErrorReason.UnknownFields] = new("请求含有服务器不认识的字段（{message}）。", "请使用与服务器版本一致的客户端。"),
        [ErrorReason.InvalidPageToken] = new("翻页标记已损坏或不属于该列表。", "请从头开始列出。"),
        [ErrorReason.InvalidChangeToken] = new("变更位置标记已损坏。", "请去掉该标记重新读取。"),
        [ErrorReason.RequestIdReused] = new("请求编号 {request_id} 已用于另一请求。", "请换用新的请求编号。"),
        [ErrorReason.NotFound] = new("找不到 {type} “{id}”，或您无权查看。", "请核对编号或代码。"),
        [ErrorReason.AlreadyExists] = new("另一条 {type} 已使用相同的 {index}。", "请换用其他值，或查找已有的记录。"),
        [ErrorReason.EtagMismatch] = new("该 {type} 在您读取之后已被修改。", "请重新读取后再决定。"),
        [ErrorReason.Conflict] = new("同时有另一次写入。", "请重新提交。"),
        [ErrorReason.PermissionDenied] = new("您没有此项权限（{permission}）。", "请向管理员申请权限。"),
        [ErrorReason.ChangeTokenTooNew] = new("服务器尚未到达该位置（当前 {revision}）。", "请稍后重试。"),
        [ErrorReason.ChangeTokenTooOld] = new("该位置的变更已不再保留。", "请从当前状态重新开始。"),
        [ErrorReason.ShuttingDown] = new("服务器正在停止。", "请待其重新运行后再试。"),
        [ErrorReason.StoreUnavailable] = new("存储暂时不能写入（{cause}）。", "请通知管理员，修复后重试。"),
        [ErrorReason.DiskFull] = new("服务器磁盘已满，没有写入任何内容。", "请通知管理员，腾出空间后重试。"),
        [ErrorReason.PeriodReversed] = new("结束日期 {last_date} 早于开始日期 {start_date}。", "请核对两个日期。"),
        [ErrorReason.PeriodsOverlap] = new("同类记录时间重叠：{from} 至 {to}。", "请先结束前一条，或更正日期。"),
        [ErrorReason.SecondFullTimeEngagement] = new("该人员在 {school_code} 已有专任聘用（{from} 至 {to}）。", "请先结束该聘用，或办理调动。"),
        [ErrorReason.PrimaryPostMissing] = new("{day} 该聘用没有主岗。", "请为聘用期内每一天设置主岗。"),
        [ErrorReason.PrimaryPostTwice] = new("{day} 该聘用有两个主岗。", "请将其中一个在另一个开始前一天结束。"),
        [ErrorReason.PostOutsideEngagement] = new("任职时间超出聘用期。", "请使任职日期落在聘用期内。"),
        [ErrorReason.SpellOutsideEngagement] = new("不任课时间不在 {school_code} 的任何聘用期内。", "请核对学校和起止日期。"),
        [ErrorReason.AlreadyEnded] = new("该记录已于 {last_date} 结束。", "如日期有误，请办理更正。"),
        [ErrorReason.UnknownOrganisation] = new("所涉日期内没有代码为“{code}”的机构。", "请核对代码，或先建立该机构。"),
        [ErrorReason.OrganisationKindMismatch] = new("机构“{code}”的类型是 {kind}，与要求不符。", "请填写类型正确的机构代码。"),
        [ErrorReason.DepartmentNotOfSchool] = new("系部“{department_code}”不属于学校“{school_code}”。", "请填写该校的系部。"),
        [ErrorReason.OrganisationCycle] = new("“{parent_code}”是“{code}”的下级，不能作为其上级。", "请另选上级机构。"),
        [ErrorReason.StaffNumberTaken] = new("该工号属于本校另一人员（可能是以前的）。", "请换用其他工号；工号不得重复使用。"),
        [ErrorReason.IdNumberTaken] = new("该证件号码属于另一条记录（{teacher_id}）。", "请使用已有记录，不要新建。"),
        [ErrorReason.CertificateNumberTaken] = new("该认定机构的证书编号已属于另一项认定。", "请核对证书编号和认定机构。"),
        [ErrorReason.UnknownFact] = new("该教师没有编号为“{fact_id}”的记录。", "请读取教师信息查看各项编号。"),
        [ErrorReason.RecognitionFinal] = new("该认定已撤销，不能再变动。", "如重新获得认定，请登记新的认定。"),
        [ErrorReason.RecognitionNotSuspended] = new("该认定在该日并未暂停。", "只有已暂停的认定才能恢复，请核对日期。"),
        [ErrorReason.TeacherMerged] = new("该记录已并入 {merged_into_teacher_id}。", "请在合并后的记录上操作。"),
        [ErrorReason.NotMerged] = new("记录 {teacher_id} 未被合并。", "无需撤销，请核对编号。"),
        [ErrorReason.MergeContradicts] = new("两条记录不可能是同一人：{field} 不一致。", "请先更正有误的记录，或不要合并。"),
        [ErrorReason.NotTransferable] = new("该教师在 {day} 没有可供调动结束的专任聘用。", "请改为新建聘用，或核对日期。"),
        [ErrorReason.UploadIncomplete] = new("上传内容中没有可读取的文件。", "请上传 .xlsx 工作簿或按表命名的 CSV 文件。"),
        [ErrorReason.UploadOffset] = new("数据块与文件 {file_name} 已收部分不衔接。", "请从第 {received_bytes} 字节继续。"),
        [ErrorReason.UploadTooLarge] = new("上传超出限制：{limit}。", "请拆分文件后分次导入。"),
        [ErrorReason.ImportRunning] = new("另一次导入正在进行。", "请待其完成后重试。"),
        [ErrorReason.QualificationType] = new("实习指导教师资格（种类 6）只能担任实习指导岗位。", "请选择实习指导类别，或核对教师资格。"),
        [ErrorReason.TeacherInUse] = new("另一项记录（{other_fact_id}）引用了该项。", "请先撤回或更正那一项。"),
    };
}
