namespace Faculty.V1;

/// <summary>A write about one menu item.</summary>
public interface IMenuItemWrite : IReasonedWrite
{
    string SchoolCode { get; }

    string Code { get; }
}

/// <summary>A reply with the item as stored.</summary>
public interface IMenuItemReply : IWriteReply
{
    MenuItem Item { get; set; }
}

/// <summary>A write about the words of a school's menu.</summary>
public interface IMenuSynonymsWrite : IReasonedWrite
{
    string SchoolCode { get; }
}

/// <summary>A reply with the school's own words as stored.</summary>
public interface IMenuSynonymsReply : IWriteReply
{
    MenuSynonyms Synonyms { get; set; }
}

public sealed partial class CreateMenuItemRequest : IMenuItemWrite
{
    public string SchoolCode => Item?.SchoolCode ?? "";

    public string Code => Item?.Code ?? "";

    public string Etag => "";
}

public sealed partial class CreateMenuItemResponse : IMenuItemReply;

public sealed partial class UpdateMenuItemRequest : IMenuItemWrite
{
    public string SchoolCode => Item?.SchoolCode ?? "";

    public string Code => Item?.Code ?? "";
}

public sealed partial class UpdateMenuItemResponse : IMenuItemReply;

public sealed partial class WithdrawMenuItemRequest : IMenuItemWrite;

public sealed partial class WithdrawMenuItemResponse : IMenuItemReply;

public sealed partial class SetMenuSynonymRequest : IMenuSynonymsWrite;

public sealed partial class SetMenuSynonymResponse : IMenuSynonymsReply;

public sealed partial class RemoveMenuSynonymRequest : IMenuSynonymsWrite;

public sealed partial class RemoveMenuSynonymResponse : IMenuSynonymsReply;
