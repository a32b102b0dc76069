using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Faculty.Benchmarks.Peer;

/// <summary>
/// The peer's tables. A teacher is stored as the protobuf message plus what queries ask for: spellings to find by, and the facts a ratio
/// counts as rows with day numbers, so that SQLite compares integers.
/// </summary>
internal sealed class PeerContext(DbContextOptions<PeerContext> options) : DbContext(options)
{
    public static DbContextOptions<PeerContext> On(string database) =>
        new DbContextOptionsBuilder<PeerContext>().UseSqlite(new SqliteConnectionStringBuilder { DataSource = database }.ToString()).Options;

    public DbSet<TeacherRow> Teachers => Set<TeacherRow>();

    public DbSet<SchoolRow> Schools => Set<SchoolRow>();

    public DbSet<InitialsRow> Initials => Set<InitialsRow>();

    public DbSet<PlacementRow> Placements => Set<PlacementRow>();

    public DbSet<SpellRow> Spells => Set<SpellRow>();

    public DbSet<RecognitionRow> Recognitions => Set<RecognitionRow>();

    public DbSet<AncestorRow> Ancestors => Set<AncestorRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TeacherRow>(row =>
        {
            row.HasKey(r => r.Key);
            row.HasIndex(r => r.TeacherId).IsUnique();
            row.HasIndex(r => new { r.Name, r.Key });
            row.Property(r => r.Revision).IsConcurrencyToken();
        });
        modelBuilder.Entity<SchoolRow>().HasKey(r => new { r.SchoolCode, r.TeacherKey });
        modelBuilder.Entity<InitialsRow>().HasKey(r => new { r.Initials, r.TeacherKey });
        modelBuilder.Entity<AncestorRow>().HasKey(r => new { r.AncestorCode, r.Code });
        modelBuilder.Entity<PlacementRow>(row =>
        {
            row.HasKey(r => r.Key);
            row.HasIndex(r => new { r.DepartmentCode, r.Start, r.Last, r.Category, r.Kind, r.TeacherKey });
        });
        modelBuilder.Entity<SpellRow>(row =>
        {
            row.HasKey(r => r.Key);
            row.HasIndex(r => new { r.TeacherKey, r.Start, r.Last });
        });
        modelBuilder.Entity<RecognitionRow>(row =>
        {
            row.HasKey(r => r.Key);
            row.HasIndex(r => new { r.TeacherKey, r.Start, r.Last, r.Level });
        });
        modelBuilder.Entity<HistoryRow>(row =>
        {
            row.HasKey(r => r.Revision);
            row.HasIndex(r => new { r.TeacherKey, r.Revision });
        });
    }
}

/// <summary>A teacher: the message as it is served, without etag, which the revision gives.</summary>
internal sealed class TeacherRow
{
    public long Key { get; set; }

    public required string TeacherId { get; init; }

    public required string Name { get; set; }

    public long Revision { get; set; }

    public required byte[] Body { get; set; }
}

internal sealed class SchoolRow
{
    public required string SchoolCode { get; init; }

    public long TeacherKey { get; init; }
}

internal sealed class InitialsRow
{
    public required string Initials { get; init; }

    public long TeacherKey { get; init; }
}

/// <summary>A primary post with the kind of its engagement.</summary>
internal sealed class PlacementRow
{
    public long Key { get; init; }

    public long TeacherKey { get; init; }

    public required string DepartmentCode { get; init; }

    public int Category { get; init; }

    public int Kind { get; init; }

    public int Start { get; init; }

    public int Last { get; init; }
}

internal sealed class SpellRow
{
    public long Key { get; init; }

    public long TeacherKey { get; init; }

    public int Start { get; init; }

    public int Last { get; init; }
}

/// <summary>A period in which a recognition is in force.</summary>
internal sealed class RecognitionRow
{
    public long Key { get; init; }

    public long TeacherKey { get; init; }

    public int Level { get; init; }

    public int Start { get; init; }

    public int Last { get; init; }
}

/// <summary>An organisation is its own ancestor too.</summary>
internal sealed class AncestorRow
{
    public required string AncestorCode { get; init; }

    public required string Code { get; init; }
}

/// <summary>What a write recorded: the history and the change feed of the peer.</summary>
internal sealed class HistoryRow
{
    public long Revision { get; init; }

    public long TeacherKey { get; init; }

    public required string Action { get; init; }

    public required string Reason { get; init; }

    public long RecordedUnixMillis { get; init; }

    public required byte[] Body { get; init; }
}
