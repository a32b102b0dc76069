using System.Globalization;

namespace Faculty.Cli.Running;

/// <summary>The parser's Chinese texts. Invariant globalization writes a culture's name in small letters; their folder has a capital.</summary>
internal sealed class SimplifiedChinese() : CultureInfo("zh-Hans")
{
    public override string Name => "zh-Hans";
}
