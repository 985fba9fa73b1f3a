namespace VendorMocks.Tests;

/// <summary>Completion in real shells: each takes the script as its users do, and is asked what could come next. (Bash is asked in the usual tests.)</summary>
public sealed class CompletionTests
{
    [Fact]
    public Task Fish_offers_the_words_that_the_program_names() => CompleteAsync(
        "fish",
        """
        mocks completion fish | source
        complete -C 'mocks clock adv'
        complete -C 'mocks veri'
        complete -C 'mocks --clo'
        """,
        "advance", "verify", "--clock");

    [Fact]
    public Task Zsh_writes_the_rest_of_a_word_when_the_tabulator_is_pressed() => CompleteAsync(
        "zsh",
        // A shell that believes to have somebody before it.
        """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -D; eval "$(mocks completion zsh)"; print rea""dy'
        zpty -r shell said $'*ready*'
        for word in 'mocks clock adv' 'mocks veri' 'mocks --clo'; do
          zpty -w -n shell $word$'\t'
          zpty -r shell said $'*(advance|verify|--clock)*'
          print -r -- $said
          zpty -w -n shell $'\C-u'
        done
        zpty -d shell
        """,
        "mocks clock advance", "mocks verify", "mocks --clock");

    private static async Task CompleteAsync(string shell, string script, params string[] offered)
    {
        Assert.SkipUnless((await Shell.RunAsync($"command -v {shell}")).ExitCode == 0, $"{shell} is not installed; on Debian it is in the package {shell}.");
        var folder = Directory.CreateTempSubdirectory("mocks-completion-").FullName;
        try
        {
            var program = Path.Combine(folder, "mocks");
            await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec dotnet '{ServerProcess.Dll}' \"$@\"\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "script"), script);
            // The script itself is one that the shell understands.
            var checkedOnly = await Shell.RunAsync($"chmod +x {program}; {program} completion {shell} > {folder}/completion && {shell} -n {folder}/completion");
            Assert.Equal(("", 0), checkedOnly);

            var (said, code) = await Shell.RunAsync($"cd {folder}; PATH=\"$PWD:$PATH\" HOME=\"$PWD\" timeout 60 {shell} script");

            Assert.True(code == 0, said);
            Assert.All(offered, word => Assert.Contains(word, said, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
