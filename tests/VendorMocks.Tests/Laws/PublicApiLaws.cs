using System.Reflection;
using System.Runtime.CompilerServices;

namespace VendorMocks.Tests;

/// <summary>What the libraries offer is kept as text, so that a change of it is seen in review. MOCKS_UPDATE=snapshots writes it.</summary>
public sealed class PublicApiLaws
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Theory]
    [InlineData("VendorMocks")]
    [InlineData("VendorMocks.Contracts")]
    [InlineData("VendorMocks.Stubs")]
    [InlineData("VendorMocks.AspNetCore")]
    [InlineData("VendorMocks.Testing")]
    [InlineData("VendorMocks.Xunit")]
    public void The_public_api_is_the_kept_one(string library) =>
        Snapshot.Matches($"{library}.api.txt", string.Concat(Assembly.Load(library).GetExportedTypes()
            .Where(type => !type.IsNested || !Made(type))
            .OrderBy(NameOf, StringComparer.Ordinal)
            .Select(Describe)));

    private static string Describe(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        var bases = new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate))
            .Select(b => NameOf(b!)).ToList();
        var members = type.IsEnum
            ? (IEnumerable<string>)Enum.GetNames(type)
            : type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(member => !Made(member)).Select(Describe).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        return $"{kind} {NameOf(type)}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}\n{string.Concat(members.Select(member => $"    {member}\n"))}\n";
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo made when Visible(made) => $"new({Parameters(made)})",
        MethodInfo { IsSpecialName: false } method when Visible(method) =>
            $"{(method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "")}{method.Name}{Generic(method)}({Parameters(method)}) : {NameOf(method.ReturnType)}{Mark(method)}",
        PropertyInfo property when (property.GetMethod ?? property.SetMethod) is { } accessor && Visible(accessor) =>
            $"{(accessor.IsStatic ? "static " : "")}{property.Name}{{{Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, Init(property) ? "init" : "set")} }} : {NameOf(property.PropertyType)}{Mark(property)}",
        FieldInfo field when field.IsPublic || field.IsFamily => $"{(field.IsStatic ? "static " : "")}{field.Name} : {NameOf(field.FieldType)}",
        EventInfo happening when Visible(happening.AddMethod!) => $"event {happening.Name} : {NameOf(happening.EventHandlerType!)}",
        _ => null,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{NameOf(parameter.ParameterType)}{(parameter.ParameterType.IsValueType || Nullability.Create(parameter).WriteState != NullabilityState.Nullable ? "" : "?")} {parameter.Name}{(parameter.HasDefaultValue ? " = …" : "")}"));

    private static string Mark(PropertyInfo property) =>
        property.PropertyType.IsValueType || property.GetIndexParameters().Length > 0 || Nullability.Create(property).ReadState != NullabilityState.Nullable ? "" : "?";

    private static string Mark(MethodInfo method) =>
        method.ReturnType.IsValueType || method.ReturnType.IsGenericParameter || Nullability.Create(method.ReturnParameter).ReadState != NullabilityState.Nullable ? "" : "?";

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Accessor(MethodInfo? accessor, string word) => accessor is not null && Visible(accessor) ? $" {word};" : "";

    private static bool Init(PropertyInfo property) => property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>What the compiler makes of records, extensions and lambdas is no decision of ours.</summary>
    private static bool Made(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || (member is MethodInfo && member.IsDefined(typeof(CompilerGeneratedAttribute)))
        || member is PropertyInfo { Name: "EqualityContract" }
        || member is MethodInfo { Name: "PrintMembers" };

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return NameOf(value) + "?";
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (type.IsByRef)
            return "ref " + NameOf(type.GetElementType()!);
        var name = type.IsNested && !type.IsGenericParameter ? NameOf(type.DeclaringType!) + "." + type.Name : type.Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
