using Faculty.Server.Hosting;
using Faculty.Server.Imports.Sheets;
using Faculty.Server.Imports.Tables;
using Faculty.V1;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;

namespace Faculty.Server.Quotas.Seats;

/// <summary>
/// The workbook of seats (编制工作簿): a sheet that says what it is of, then balances by school and category, hiring lines with seats open, who is on a
/// seat, and what changed. Sums and differences are formulas; what anybody typed is text and never computed.
/// </summary>
internal sealed class SeatWorkbook(Stream to, bool chinese) : IDisposable
{
    private readonly WorkbookWriter workbook = new(to);

    public void Dispose() => workbook.Dispose();

    /// <summary>What the figures are of.</summary>
    public void Cover(SeatFigure figure, DateOnly changesAfter) => workbook.Figures(In("about", "说明"), [(22, CellStyle.Text), (60, CellStyle.Text)], sheet =>
    {
        Head(sheet, In("what", "项目"), In("is", "内容"));
        foreach (var (name, value) in ((string, string)[])
        [
            (In("organisation", "机构"), $"{figure.ScopeName} {figure.ScopeCode}"), (In("day", "时点"), $"{figure.AsOf.ToDay():yyyy-MM-dd}"),
            (In("known at revision", "所知版本"), $"{figure.Revision}"), (In("changes after", "变动起于（不含）"), $"{changesAfter:yyyy-MM-dd}"),
            (In("documents", "依据文号"), string.Join(In("; ", "；"), figure.DocumentNumbers)),
            (In("rule", "口径"), In("authorised = occupied + reserved + vacant; vacant below zero = over", "核定 = 在编 + 预占 + 空缺；空缺为负即超编")),
        ])
        {
            sheet.Text(name);
            sheet.Text(value);
            sheet.End();
        }
    });

    /// <summary>A row a school and bucket.</summary>
    public void Balances(SeatFigure whole) => workbook.Figures(
        In("balance", "编制余额"),
        [(20, CellStyle.Text), (24, CellStyle.Text), (16, CellStyle.Text), .. Enumerable.Repeat((12, CellStyle.Number), 7), (40, CellStyle.Text)],
        sheet =>
        {
            Head(
                sheet, In("school_code", "学校代码"), In("school", "学校"), In("category", "类别"), In("authorised", "核定"), In("occupied", "在编"), In("reserved", "预占"), In("vacant", "空缺"),
                In("open_approved", "已批未用"), In("free_to_plan", "可报计划"), In("over", "超编"), In("documents", "文号"));
            foreach (var (school, bucket) in whole.Parts.SelectMany(s => s.Parts.Select(b => (s, b))))
            {
                var row = sheet.Row + 1;
                sheet.Text(school.ScopeCode);
                sheet.Text(school.ScopeName);
                sheet.Text(bucket.Pool ? In("pool", "其他类别共用") : Category(bucket.Category));
                sheet.Number(bucket.Authorised);
                sheet.Number(bucket.Occupied);
                sheet.Number(bucket.Reserved);
                sheet.Formula($"D{row}-E{row}-F{row}", bucket.Vacant);
                sheet.Number(bucket.OpenApproved);
                sheet.Formula($"D{row}-E{row}-H{row}", bucket.FreeToPlan);
                sheet.Formula($"MAX(0,-G{row})", bucket.Over);
                sheet.Text(string.Join(In("; ", "；"), bucket.DocumentNumbers));
                sheet.End();
            }
            Totals(sheet, 3, [whole.Authorised, whole.Occupied, whole.Reserved, whole.Vacant, whole.OpenApproved, whole.FreeToPlan, whole.Over]);
        });

    /// <summary>The lines with seats that may still be filled.</summary>
    public void Lines(IEnumerable<HiringLine> lines, DateOnly day) => workbook.Figures(
        In("hiring lines", "招聘计划"),
        [
            (16, CellStyle.Text), (20, CellStyle.Text), (22, CellStyle.Text), (14, CellStyle.Text), (20, CellStyle.Text), (12, CellStyle.Text),
            .. Enumerable.Repeat((10, CellStyle.Number), 6), (14, CellStyle.Day), (26, CellStyle.Text), (26, CellStyle.Text), (26, CellStyle.Text),
        ],
        sheet =>
        {
            Head(
                sheet, In("line_code", "计划编号"), In("school_code", "学校代码"), In("department_code", "系部代码"), In("category", "类别"), In("route", "途径"), In("state", "状态"),
                In("requested", "申请"), In("approved", "批准"), In("announced", "公告"), In("appointed", "拟聘"), In("onboarded", "入职"), In("open", "未用"), In("deadline", "截止日期"),
                In("establishment office", "编办文号"), In("human resources bureau", "人社局文号"), In("finance bureau", "财政局文号"));
            var sums = new long?[6];
            foreach (var line in lines.Where(l => l.OpenOn(day) > 0))
            {
                long[] counts = [line.RequestedCount, line.ApprovedOn(day), line.AnnouncedOn(day), line.AppointedOn(day), line.OnboardedOn(day), line.OpenOn(day)];
                sheet.Text(line.Code);
                sheet.Text(line.SchoolCode);
                sheet.Text(line.DepartmentCode);
                sheet.Text(Category((PostCategory)line.Category));
                sheet.Code(CodedValues.HiringRoutes, line.Route);
                sheet.Text(State(line.StateOn(day)));
                foreach (var (i, count) in counts.Index())
                {
                    sheet.Number(count);
                    sums[i] = (sums[i] ?? 0) + count;
                }
                sheet.Date(line.DeadlineOn(day));
                foreach (var office in HiringLine.Offices)
                {
                    sheet.Text(line.Steps.LastOrDefault(s => s.Office == office && s.Date <= day)?.DocumentNumber ?? "");
                }
                sheet.End();
            }
            Totals(sheet, 6, [.. sums.Select(s => (int)(s ?? 0))]);
        });

    /// <summary>A row a person on a seat.</summary>
    public async Task HoldersAsync(IAsyncEnumerable<Seat> seats)
    {
        var rows = await seats.ToListAsync();
        workbook.Figures(
            In("holders", "在编人员"),
            [(20, CellStyle.Text), (24, CellStyle.Text), (14, CellStyle.Text), (16, CellStyle.Text), (16, CellStyle.Text), (14, CellStyle.Day), (14, CellStyle.Day), (20, CellStyle.Text), (16, CellStyle.Text)],
            sheet =>
            {
                Head(
                    sheet, In("school_code", "学校代码"), In("department_code", "系部代码"), In("category", "类别"), In("staff_number", "工号"), In("name", "姓名"), In("start_date", "在编起"), In("last_date", "在编止"),
                    In("end_reason", "离任原因"), In("line_code", "计划编号"));
                foreach (var seat in rows)
                {
                    sheet.Text(seat.SchoolCode);
                    sheet.Text(seat.DepartmentCode);
                    sheet.Text(Category(seat.Category));
                    sheet.Text(seat.StaffNumber);
                    sheet.Text(seat.DisplayName);
                    sheet.Date(seat.StartDate.ToDay());
                    sheet.Date(seat.LastDate.ToOptionalDay());
                    sheet.Text(seat.EndReason);
                    sheet.Text(seat.LineCode);
                    sheet.End();
                }
            });
    }

    /// <summary>A row a change.</summary>
    public void Changes(IReadOnlyList<SeatChange> changes) => workbook.Figures(
        In("changes", "变动"),
        [(14, CellStyle.Day), (14, CellStyle.Text), (20, CellStyle.Text), (16, CellStyle.Text), (16, CellStyle.Text), (16, CellStyle.Text), (12, CellStyle.Number), (12, CellStyle.Number), (26, CellStyle.Text), (16, CellStyle.Text)],
        sheet =>
        {
            Head(
                sheet, In("date", "日期"), In("change", "变动"), In("school_code", "学校代码"), In("category", "类别"), In("staff_number", "工号"), In("name", "姓名"), In("occupied", "在编增减"), In("authorised", "核定增减"),
                In("document", "文号"), In("line_code", "计划编号"));
            foreach (var change in changes)
            {
                var authorised = change.Type == SeatChangeType.Authorised;
                sheet.Date(change.Date.ToDay());
                sheet.Text(Kind(change.Type));
                sheet.Text(change.SchoolCode);
                sheet.Text(change.Category == PostCategory.Unspecified ? In("pool", "其他类别共用") : Category(change.Category));
                sheet.Text(change.StaffNumber);
                sheet.Text(change.DisplayName);
                sheet.Number(authorised ? null : change.SeatCount);
                sheet.Number(authorised ? change.SeatCount : null);
                sheet.Text(change.DocumentNumber);
                sheet.Text(change.LineCode);
                sheet.End();
            }
            Totals(sheet, 6, [changes.Where(c => c.Type != SeatChangeType.Authorised).Sum(c => c.SeatCount), changes.Where(c => c.Type == SeatChangeType.Authorised).Sum(c => c.SeatCount)]);
        });

    // A sum below each column of numbers, from a place on.
    private void Totals(SheetWriter sheet, int before, IReadOnlyList<int> values)
    {
        var last = sheet.Row;
        sheet.Cell(In("total", "合计"), CellStyle.Header);
        for (var i = 1; i < before; i++)
        {
            sheet.Text("");
        }
        foreach (var (i, value) in values.Index())
        {
            var column = (char)('A' + before + i);
            sheet.Formula(last > 1 ? $"SUM({column}2:{column}{last})" : "0", value, CellStyle.Total);
        }
        sheet.End();
    }

    private static void Head(SheetWriter sheet, params ReadOnlySpan<string> headers)
    {
        foreach (var header in headers)
        {
            sheet.Cell(header, CellStyle.Header);
        }
        sheet.End();
    }

    private string In(string english, string inChinese) => chinese ? inChinese : english;

    private string Category(PostCategory category) => CodedValues.PostCategories.Of((Domain.Teachers.PostCategory)category, chinese);

    private string State(Domain.Quotas.Hiring.HiringState state) => state switch
    {
        Domain.Quotas.Hiring.HiringState.Approved => In("APPROVED", "已批准"),
        Domain.Quotas.Hiring.HiringState.Announced => In("ANNOUNCED", "已公告"),
        Domain.Quotas.Hiring.HiringState.Selecting => In("SELECTING", "考试考察中"),
        Domain.Quotas.Hiring.HiringState.Publicity => In("PUBLICITY", "公示中"),
        Domain.Quotas.Hiring.HiringState.Appointed => In("APPOINTED", "已拟聘"),
        _ => $"{state}".ToUpperInvariant(),
    };

    private string Kind(SeatChangeType type) => type switch
    {
        SeatChangeType.Hired => In("HIRED", "入编"),
        SeatChangeType.Left => In("LEFT", "出编"),
        SeatChangeType.MovedIn => In("MOVED_IN", "调入"),
        SeatChangeType.MovedOut => In("MOVED_OUT", "调出"),
        SeatChangeType.Category => In("CATEGORY", "转岗"),
        SeatChangeType.Authorised => In("AUTHORISED", "核编"),
        _ => In("REORGANISED", "机构调整"),
    };
}
