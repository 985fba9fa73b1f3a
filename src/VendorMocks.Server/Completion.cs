using System.CommandLine;

namespace VendorMocks;

/// <summary>
/// Completion in the user's shell: a few lines that ask the program itself what could come next, so that the commands made from the
/// control calls are completed too.
/// </summary>
internal static class Completion
{
    /// <summary>The scripts by the shell that reads them.</summary>
    public static readonly IReadOnlyList<(string Shell, string Script)> Scripts =
    [
        ("bash", """
            # In ~/.bashrc: eval "$(mocks completion bash)"
            _mocks() {
              local IFS=$'\n' words
              words=$(mocks "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null) || return
              COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _mocks mocks
            """),
        ("zsh", """
            # In ~/.zshrc, after compinit: eval "$(mocks completion zsh)"
            _mocks() {
              local -a words
              words=(${(f)"$(mocks "[suggest:$CURSOR]" "$BUFFER" 2> /dev/null)"})
              compadd -- $words
            }
            compdef _mocks mocks
            """),
        ("fish", """
            # In ~/.config/fish/completions/mocks.fish: mocks completion fish | source
            complete -c mocks -f -a '(mocks "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2> /dev/null)'
            """),
        ("powershell", """
            # In $PROFILE: mocks completion powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName mocks -ScriptBlock {
              param($word, $line, $position)
              mocks "[suggest:$position]" "$line" 2> $null | Where-Object { $_ -like "$word*" }
            }
            """),
    ];

    public static Command Command(TextWriter output)
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", Scripts.Select(script => script.Shell)) + "." };
        shell.AcceptOnlyFromAmong([.. Scripts.Select(script => script.Shell)]);
        var command = new Command("completion", "Prints what lets a shell complete the words of this program, for example: eval \"$(mocks completion bash)\"") { shell };
        command.SetAction(parsed => output.WriteLine(Scripts.First(script => script.Shell == parsed.GetValue(shell)).Script));
        return command;
    }
}
