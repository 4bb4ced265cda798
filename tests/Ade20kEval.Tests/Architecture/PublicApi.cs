using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ade20kEval.Tests.Architecture;

/// <summary>What an assembly shows to others, as text: a line a type and a line a member, in order.</summary>
internal static class PublicApi
{
    /// <summary>The public types.</summary>
    public static IReadOnlyList<Type> Types(Assembly assembly) => [.. assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The listing.</summary>
    public static string Of(Assembly assembly)
    {
        List<string> lines = [];
        foreach (Type type in Types(assembly))
        {
            lines.Add($"{Kind(type)} {Name(type)}");
            lines.AddRange(Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}"));
        }

        return string.Join("\n", lines) + "\n";
    }

    // What the compiler adds to records says nothing, and what is inherited is said where it is declared.
    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return Enum.GetNames(type);
        }

        return type.GetMembers(declared).Where(IsShown).Select(member => member switch
        {
            ConstructorInfo constructor => $"new({Parameters(constructor)})",
            MethodInfo method => $"{(method.IsStatic ? "static " : "")}{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
            PropertyInfo property => $"{(property.GetMethod?.IsStatic == true ? "static " : "")}{property.Name} {{ {(Shown(property.GetMethod) ? "get; " : "")}{(Shown(property.SetMethod) ? "set; " : "")}}} : {Name(property.PropertyType)}",
            FieldInfo field => $"{(field.IsStatic ? "static " : "")}{field.Name} : {Name(field.FieldType)}",
            _ => member.ToString()!,
        });
    }

    private static bool IsShown(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && member is not PropertyInfo => false,
        MethodInfo method => Shown(method) && !method.IsSpecialName && method.GetBaseDefinition() == method,
        ConstructorInfo constructor => Shown(constructor),
        PropertyInfo property => (Shown(property.GetMethod) || Shown(property.SetMethod)) && property.Name != "EqualityContract",
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };

    private static bool Shown(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "class";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        string name = type.IsGenericParameter ? type.Name : type.Namespace!.StartsWith("Ade20kEval", StringComparison.Ordinal) ? type.FullName ?? type.Name : type.Name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return type.IsGenericType ? $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
