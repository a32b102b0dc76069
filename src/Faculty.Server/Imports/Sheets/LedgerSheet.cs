namespace Faculty.Server.Imports.Sheets;

/// <summary>A sheet whose rows belong to the ledgers of quotas.</summary>
internal abstract class LedgerSheet(string name, string label, params Column[] columns) : Sheet(name, label, columns);
