namespace Faculty.Domain.Teachers;

public sealed partial record Teacher
{
    /// <summary>Records a spell without teaching.</summary>
    public Teacher RecordSpell(Spell spell) => this with { Spells = Ordered([.. Spells, spell], s => s.StartDate, s => s.SpellId) };

    /// <summary>Ends a spell on its last day.</summary>
    public Teacher EndSpell(string spellId, DateOnly lastDate, DateOnly today)
    {
        var spell = Spells.FirstOrDefault(s => s.SpellId == spellId) ?? throw Unknown(spellId);
        RequireNotEnded(spellId, spell.LastDate, lastDate, today);
        return this with { Spells = Replaced(Spells, spell, spell with { LastDate = lastDate }) };
    }
}
