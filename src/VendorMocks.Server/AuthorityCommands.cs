using System.CommandLine;

namespace VendorMocks;

/// <summary>The commands about HTTPS: make an authority, and say how it is trusted.</summary>
internal static class AuthorityCommands
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Command> All(TextWriter output, TextWriter errors) => [Authority(output, errors), TrustCommand(output)];

    private static Command Authority(TextWriter output, TextWriter errors)
    {
        var folder = new Option<string>("--out") { Description = $"Where {CertificateAuthority.KeyFile} and {CertificateAuthority.TrustFile} go.", DefaultValueFactory = _ => "." };
        var hosts = new Option<string[]>("--host")
        {
            Description = "A host name that it may sign for besides the vendors' and localhost, with all below it. May be given several times.",
            AllowMultipleArgumentsPerToken = true,
        };
        var create = new Command("create", "Makes one, limited to the vendors' hosts, localhost and the given hosts. Example: mocks ca create --out certificates --host mocks") { folder, hosts };
        create.SetAction(parsed =>
        {
            try
            {
                using var authority = CertificateAuthority.Create(parsed.GetValue(hosts) ?? []);
                var path = parsed.GetValue(folder)!;
                authority.Write(path);
                output.WriteLine($"{Path.Combine(path, CertificateAuthority.KeyFile)}    certificate and key, for the server: mocks --https 8443 --ca {Path.Combine(path, CertificateAuthority.KeyFile)}");
                output.WriteLine($"{Path.Combine(path, CertificateAuthority.TrustFile)}        certificate, for clients: mocks trust says how");
                output.WriteLine($"It signs for {string.Join(", ", authority.Domains)} and what is below them, until {authority.Certificate.NotAfter:yyyy-MM-dd}.");
                return CommandLine.Success;
            }
            catch (ArgumentException wrong)
            {
                errors.WriteLine(wrong.Message.Split(" (Parameter")[0]);
                return CommandLine.Usage;
            }
            catch (IOException unwritable)
            {
                errors.WriteLine(unwritable.Message);
                return CommandLine.Failure;
            }
        });
        return new Command("ca", "The certificate authority that signs for HTTPS.") { create };
    }

    private static Command TrustCommand(TextWriter output)
    {
        var platform = new Argument<string?>("platform") { Description = $"One of {string.Join(", ", Trust.Ways.Keys)}; all without any.", Arity = ArgumentArity.ZeroOrOne };
        platform.AcceptOnlyFromAmong([.. Trust.Ways.Keys]);
        var command = new Command("trust", "Says how clients are made to trust the server's certificate authority. Example: mocks trust node") { platform };
        command.SetAction(parsed => output.Write(Trust.Text(parsed.GetValue(platform))));
        return command;
    }
}
