using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli;

/// <summary>`faculty completion SHELL`: a script that asks the program itself, by its [suggest] directive, what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash completion of faculty: source <(faculty completion bash)
        _faculty() {
            local rest="${COMP_LINE#* }"
            local at=$((COMP_POINT - ${#COMP_LINE} + ${#rest}))
            local word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$(faculty "[suggest:$at]" "$rest" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _faculty faculty
        """;

    private const string Zsh = """
        #compdef faculty
        # zsh completion of faculty: faculty completion zsh > a folder of $fpath, as _faculty
        _faculty() {
            local rest="${BUFFER#* }"
            local at=$((CURSOR - ${#BUFFER} + ${#rest}))
            local -a found
            found=("${(@f)$(faculty "[suggest:$at]" "$rest" 2>/dev/null)}")
            compadd -- $found
            _files
        }
        compdef _faculty faculty
        """;

    private const string Fish = """
        # fish completion of faculty: faculty completion fish > ~/.config/fish/completions/faculty.fish
        function __faculty_suggest
            set -l rest (commandline -cp | string replace -r '^\S+\s' '')
            faculty "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
        end
        complete -c faculty -a '(__faculty_suggest)'
        """;

    public static Command Create(Words words)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        return new Command("completion", words["print a completion script for a shell", "输出命令补全脚本"]) { shell }.Does(words, (run, _) =>
        {
            run.WriteLine(run.Parse.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => Fish,
            });
            return Task.FromResult(ExitCode.Done);
        });
    }
}
