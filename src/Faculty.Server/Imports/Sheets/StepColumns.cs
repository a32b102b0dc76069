using Faculty.Server.Imports.Rows;
using Faculty.Server.Imports.Tables;
using Faculty.V1;
using HiringStep = Faculty.Domain.Quotas.Hiring.HiringStep;
using HiringStepType = Faculty.Domain.Quotas.Hiring.HiringStepType;
using Office = Faculty.Domain.Quotas.Hiring.Office;

namespace Faculty.Server.Imports.Sheets;

/// <summary>The columns of one step of a hiring line.</summary>
internal sealed class StepColumns(HiringStepType type, Office office, string name, string label, bool documented = true, string counted = "")
{
    public HiringStepType Type => type;

    public Office Office => office;

    public string Name => name;

    public Column? Document { get; } = documented ? new($"{name}_document", $"{label}文号") { Field = $"{name}.document_number" } : null;

    public Column Date { get; } = new($"{name}_date", $"{label}日期") { Field = $"{name}.date" };

    public Column? Count { get; } = counted.Length > 0 ? new($"{name}_count", $"{label}{counted}") { Field = $"{name}.count" } : null;

    public IEnumerable<Column> Columns => ((Column?[])[Document, Date, Count]).OfType<Column>();

    /// <summary>The office above decides on it, not the school.</summary>
    public bool IsDecision => type is HiringStepType.Approve or HiringStepType.Reduce or HiringStepType.Cancel;

    /// <summary>What the row says of the step; null when it says nothing.</summary>
    public HiringStep? Read(Row row)
    {
        var step = new HiringStep
        {
            Type = type, Office = office, DocumentNumber = Document is null ? "" : row.Text(Document), Date = row.Day(Date), Count = Count is null ? 0 : row.Count(Count),
        };
        if (!Columns.Any(c => row.Glance(c).Length > 0))
        {
            return null;
        }
        foreach (var column in Columns.Where(c => row.Accepts(c) && row.Glance(c).Length == 0))
        {
            row.Fault(column, ImportFaultCode.Required, "is empty");
        }
        return step;
    }

    public void Write(HiringStep? step, RowWriter to)
    {
        foreach (var column in Columns)
        {
            to.Text(step is null ? "" : column == Document ? step.DocumentNumber : column == Count ? $"{step.Count}" : $"{step.Date:yyyy-MM-dd}");
        }
    }
}
