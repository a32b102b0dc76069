using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text.RegularExpressions;
using Faculty.Cli.Accounts;
using Faculty.Cli.Applications;
using Faculty.Cli.Audit;
using Faculty.Cli.Batches;
using Faculty.Cli.Certificates;
using Faculty.Cli.Generate;
using Faculty.Cli.Groups;
using Faculty.Cli.Honours;
using Faculty.Cli.Imports;
using Faculty.Cli.Journal;
using Faculty.Cli.Keys;
using Faculty.Cli.Metrics;
using Faculty.Cli.Orders;
using Faculty.Cli.Organisations;
using Faculty.Cli.PartTime;
using Faculty.Cli.Planning;
using Faculty.Cli.Quotas;
using Faculty.Cli.Rechecks;
using Faculty.Cli.Recognitions;
using Faculty.Cli.Rules;
using Faculty.Cli.Running;
using Faculty.Cli.Statements;
using Faculty.Cli.Teachers;
using Faculty.Cli.Tls;
using Faculty.Cli.Trainers;
using Faculty.Client;

namespace Faculty.Cli;

/// <summary>The root command: everything `faculty` can do, on one page.</summary>
internal static partial class FacultyCommand
{
    public static RootCommand Create(Words words)
    {
        var server = Inputs.Text("--server", words[
            $"address; FACULTY_SERVER or {FacultyConnection.DefaultAddress} when absent",
            $"服务器地址，默认 FACULTY_SERVER 或 {FacultyConnection.DefaultAddress}"]);
        var token = Inputs.Text("--token", words["key or access token of a script; FACULTY_TOKEN when absent, else the sign-in", "脚本用的密钥或访问令牌，默认 FACULTY_TOKEN，再次为已登录账户"]);
        var tokenFile = Inputs.Text("--token-file", words["file with the key or access token, which others on this machine do not see", "存有密钥或访问令牌的文件，本机其他用户看不到"]);
        var authority = Inputs.Text("--ca", words[
            "PEM file of the authority of the server's certificate; FACULTY_CA, or those this machine trusts",
            "服务器证书颁发者的 PEM 文件，默认 FACULTY_CA 或本机信任的颁发者"]);
        var certificate = Inputs.Text("--client-certificate", words[
            "PEM file with the certificate and key of a program, instead of a token; FACULTY_CLIENT_CERTIFICATE when absent",
            "程序的客户端证书及私钥 PEM 文件，代替令牌，默认 FACULTY_CLIENT_CERTIFICATE"]);
        var json = Inputs.Flag("--json", words["print replies as JSON, an object a line", "以 JSON 输出，每行一个对象"]);
        var language = Inputs.Text("--language", words["zh or en; the environment's when absent", "zh 或 en，默认取环境设置"]);
        language.AcceptOnlyFromAmong("zh", "en");
        var config = Inputs.Text("--config", words["folder where sign-ins are kept; FACULTY_CONFIG when absent", "保存登录状态的目录，默认 FACULTY_CONFIG"]);
        (server.Recursive, token.Recursive, tokenFile.Recursive, authority.Recursive, certificate.Recursive, json.Recursive, language.Recursive, config.Recursive) = (true, true, true, true, true, true, true, true);
        var root = new RootCommand(words["Registry of vocational teachers and of their dual-qualified recognition.", "职业院校教师与双师型认定登记系统。"])
        {
            server,
            token,
            tokenFile,
            authority,
            certificate,
            json,
            language,
            config,
            LoginCommand.Create(words),
            LogoutCommand.Create(words),
            WhoAmICommand.Create(words),
            EnrolCommand.Create(words),
            TotpCommand.Create(words),
            PasswordCommand.Create(words),
            UsersCommand.Create(words),
            ImportCommand.Create(words),
            TemplateCommand.Create(words),
            ExportCommand.Create(words),
            TeachersCommand.Create(words),
            RecognitionsCommand.Create(words),
            RechecksCommand.Create(words),
            RulesCommand.Create(words),
            BatchesCommand.Create(words),
            ApplicationsCommand.Create(words),
            GroupsCommand.Create(words),
            TrainersCommand.Create(words),
            HonoursCommand.Create(words),
            HoursCommand.Create(words),
            BudgetsCommand.Create(words),
            StandardsCommand.Create(words),
            StatementsCommand.Create(words),
            OrganisationsCommand.Create(words),
            QuotasCommand.Create(words),
            OrdersCommand.Create(words),
            RatioCommand.Create(words),
            TrendsCommand.Create(words),
            ListMetrics.Create(words),
            ChangesCommand.Create(words),
            AuditCommand.Create(words),
            JournalCommand.Create(words),
            KeysCommand.Create(words),
            BackupCommand.Create(words),
            RestoreCommand.Create(words),
            GenerateCommand.Create(words),
            PlanCommand.Create(words),
            CertificatesCommand.Create(words),
            CertificateCommand.Create(words),
            CompletionCommand.Create(words),
        };
        root.Options.OfType<HelpOption>().Single().Description = words["show what may be typed", "显示用法"];
        root.Options.OfType<VersionOption>().Single().Description = words["show the version", "显示版本"];
        return root;
    }

    /// <summary>Parses and runs one command line; the result is the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct, TextReader? input = null)
    {
        var words = Words.For(args, Environment.GetEnvironmentVariable);
        // The parser's own messages follow it.
        CultureInfo.CurrentUICulture = words.Language == Language.Chinese ? new SimplifiedChinese() : CultureInfo.InvariantCulture;
        var parse = Create(words).Parse(args);
        if (parse.Errors.Count > 0 && parse.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            foreach (var problem in parse.Errors)
            {
                error.WriteLine(Quiet(problem.Message, parse, words));
            }
            error.WriteLine(words["--help shows what may be typed.", "用 --help 查看用法。"]);
            return ExitCode.Usage;
        }
        return await parse.InvokeAsync(new Invocation { Input = input ?? Console.In, Output = output, Error = error, EnableDefaultExceptionHandler = false }, ct);
    }

    // What was mistyped is worth repeating, unless it may be somebody's name or number. The parser's Chinese texts have two stops and two pairs of quotes.
    private static string Quiet(string message, ParseResult parse, Words words)
    {
        var told = parse.Tokens.Select(t => t.Value).Concat(parse.UnmatchedTokens).Where(t => t.Length > 0 && Personal().IsMatch(t))
            .Aggregate(message, (text, typed) => text.Replace($"'{typed}'", "'…'", StringComparison.Ordinal));
        return words[told, $"{told.TrimEnd('.', '。').Replace("“'", "“", StringComparison.Ordinal).Replace("'”", "”", StringComparison.Ordinal)}。"];
    }

    // Names are Chinese letters. A number of a person's has 11 digits at least, a birth date 8, whatever stands between them.
    [GeneratedRegex("[^\\x00-\\x7F]|[0-9]([^A-Za-z0-9]*[0-9]){6}")]
    private static partial Regex Personal();
}
