namespace Faculty.Domain.Metrics;

/// <summary>Why a count changed (变动原因). Numbers equal those of faculty.v1.ChangeCause and are kept in snapshots of the cube; below 64.</summary>
public enum ChangeCause
{
    Unspecified = 0,
    NewlyRecognised = 1,
    Lapsed = 2,
    Revoked = 3,
    Suspended = 4,
    Reinstated = 5,
    Hired = 6,
    Left = 7,
    MovedIn = 8,
    MovedOut = 9,
    CategoryChanged = 10,
    SpellBegun = 11,
    SpellEnded = 12,
    LevelChanged = 13,
    Reorganised = 14,
}
