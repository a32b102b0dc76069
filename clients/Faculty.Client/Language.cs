namespace Faculty.Client;

/// <summary>Languages people are spoken to in.</summary>
public enum Language
{
    English,
    Chinese,
}
