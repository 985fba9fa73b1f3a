using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VendorMocks.Tests;

/// <summary>What keeps the source readable, checked instead of remembered.</summary>
public sealed partial class StructureLaws
{
    private const int MaxFileLines = 400;
    private const int MaxMethodLines = 60;

    private static readonly string[] Projects = ["VendorMocks", "VendorMocks.Contracts", "VendorMocks.Stubs", "VendorMocks.AspNetCore", "VendorMocks.Testing", "VendorMocks.Xunit", "VendorMocks.Server"];

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var long_ = Sources("src").Concat(Sources("tests"))
            .Select(path => (path, lines: File.ReadLines(path).Count()))
            .Where(file => file.lines > MaxFileLines)
            .Select(file => $"{Path.GetRelativePath(Repository.Root, file.path)}: {file.lines}");
        Assert.Empty(long_);
    }

    [Fact]
    public void No_method_is_longer_than_60_lines()
    {
        var long_ = Sources("src").SelectMany(path =>
            CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()
                .DescendantNodes()
                .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
                .Select(node => (node, lines: LinesOf(node)))
                .Where(method => method.lines > MaxMethodLines)
                .Select(method => $"{Path.GetFileName(path)}: {method.node.ToString().Split('\n')[0].Trim()} ({method.lines} lines)"));
        Assert.Empty(long_);
    }

    [Fact]
    public void No_vendor_is_named_outside_its_folder()
    {
        // A name ends where a word does: MaxWorkers is nobody.
        var names = $"(?i:{string.Join('|', Vendors.All.Select(vendor => vendor.Title))})(?![a-z])";
        var offenders = Sources("src")
            .Where(path => !path.Contains("/Vendors/", StringComparison.Ordinal))
            .SelectMany(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantTokens()
                .Where(token => Regex.IsMatch(token.Text, names))
                .Select(token => $"{Path.GetFileName(path)}: {token.Text}"));
        Assert.Empty(offenders);
    }

    [Fact]
    public void No_vendor_names_another()
    {
        foreach (var vendor in Vendors.All)
        {
            var others = string.Join('|', Vendors.All.Where(other => other != vendor).Select(other => other.Title));
            var offenders = Sources($"src/VendorMocks/Vendors/{vendor.Title}")
                .SelectMany(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantTokens()
                    .Where(token => Regex.IsMatch(token.Text, others))
                    .Select(token => $"{Path.GetFileName(path)}: {token.Text}"));
            Assert.Empty(offenders);
        }
    }

    [Fact]
    public void No_static_field_can_be_assigned()
    {
        var offenders = Projects
            .Select(name => Assembly.Load(name == "VendorMocks.Server" ? "mocks" : name))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !CompilerMade(type))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !FieldOfCompiler().IsMatch(field.Name))
            .Select(field => $"{field.DeclaringType}.{field.Name}");
        Assert.Empty(offenders);
    }

    [Fact]
    public void A_vendor_folder_has_the_usual_files()
    {
        foreach (var vendor in Vendors.All)
        {
            foreach (var part in (string[])["", "State", "Rules", "Responses", "Json", "Fake"])
                Assert.True(File.Exists(Repository.PathTo("src", "VendorMocks", "Vendors", vendor.Title, $"{vendor.Title}{part}.cs")), $"{vendor.Title}{part}.cs is missing.");
        }
    }

    [Fact]
    public void The_engine_depends_on_next_to_nothing()
    {
        string[] allowed = ["Bogus", "Microsoft.AspNetCore.WebUtilities", "Microsoft.Extensions.Primitives", "Microsoft.Net.Http.Headers"];
        var foreign = typeof(World).Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !allowed.Contains(name));
        Assert.Empty(foreign);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Repository.PathTo(folder.Split('/')), "*.cs", SearchOption.AllDirectories)
            .Select(path => path.Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static int LinesOf(Microsoft.CodeAnalysis.SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static bool CompilerMade(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsSubclassOf(typeof(System.Text.Json.Serialization.JsonSerializerContext))
        || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
        || (type.DeclaringType is { } outer && CompilerMade(outer));

    [GeneratedRegex("^<>")]
    private static partial Regex FieldOfCompiler();
}
