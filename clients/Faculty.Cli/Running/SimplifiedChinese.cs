using System.Globalization;

namespace Faculty.Cli.Running;

/// <summary>The culture whose texts the command line parser brings. Invariant globalization writes names in small letters; the folder has a capital.</summary>
internal sealed class SimplifiedChinese() : CultureInfo("zh-Hans")
{
    public override string Name => "zh-Hans";
}
