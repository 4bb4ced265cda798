using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ade20kEval.Tests.Architecture;

/// <summary>Which types of an assembly use which others of it, read from what the compiler made.</summary>
/// <remarks>
/// Looks at base types, interfaces, fields, parameters, results, generic arguments and their constraints, locals, and at everything that the
/// instructions of a body name. Two things leave no trace in a compiled assembly and are not seen: constants of another type, and <c>nameof</c>.
/// </remarks>
internal sealed class CompiledUses
{
    private static readonly Dictionary<int, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    private readonly MetadataReader _reader;
    private readonly PEReader _file;
    private readonly TypeNames _names;

    private CompiledUses(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _names = new TypeNames();
    }

    /// <summary>Every pair of a type and another that it uses, nested types as the outermost one that holds them; each once, in order.</summary>
    public static IReadOnlyList<(string User, string Used)> Of(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        CompiledUses uses = new(file);
        SortedSet<(string, string)> pairs = [];
        foreach (TypeDefinitionHandle handle in uses._reader.TypeDefinitions)
        {
            uses._names.Clear();
            uses.Collect(uses._reader.GetTypeDefinition(handle));
            string user = TypeNames.Outermost(uses._reader, handle);
            pairs.UnionWith(uses._names.Found.Where(used => used != user).Select(used => (user, used)));
        }

        return [.. pairs];
    }

    private void Collect(TypeDefinition type)
    {
        Collect(type.BaseType);
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
        {
            Collect(_reader.GetInterfaceImplementation(handle).Interface);
        }

        CollectConstraints(type.GetGenericParameters());
        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            _reader.GetFieldDefinition(handle).DecodeSignature(_names, null);
        }

        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = _reader.GetMethodDefinition(handle);
            method.DecodeSignature(_names, null);
            CollectConstraints(method.GetGenericParameters());
            if (method.RelativeVirtualAddress != 0)
            {
                Collect(_file.GetMethodBody(method.RelativeVirtualAddress));
            }
        }
    }

    private void CollectConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterConstraintHandle handle in parameters.SelectMany(parameter => _reader.GetGenericParameter(parameter).GetConstraints()))
        {
            Collect(_reader.GetGenericParameterConstraint(handle).Type);
        }
    }

    private void Collect(MethodBodyBlock body)
    {
        Collect(body.LocalSignature);
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Collect(region.CatchType);
        }

        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            OpCode operation = s_opCodes[value == 0xFE ? (0xFE << 8) | code.ReadByte() : value];
            switch (operation.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSig:
                    Collect(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += OperandBytes(operation.OperandType);
                    break;
            }
        }
    }

    private void Collect(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _names.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_names, null);
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Collect(field.GetDeclaringType());
                field.DecodeSignature(_names, null);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Collect(method.GetDeclaringType());
                method.DecodeSignature(_names, null);
                break;
            case HandleKind.MemberReference:
                MemberReference member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                Collect(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Field)
                {
                    member.DecodeFieldSignature(_names, null);
                }
                else
                {
                    member.DecodeMethodSignature(_names, null);
                }

                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Collect(specification.Method);
                specification.DecodeSignature(_names, null);
                break;
            case HandleKind.StandaloneSignature:
                StandaloneSignature signature = _reader.GetStandaloneSignature((StandaloneSignatureHandle)handle);
                if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
                {
                    signature.DecodeLocalSignature(_names, null);
                }
                else
                {
                    signature.DecodeMethodSignature(_names, null);
                }

                break;
            default:   // a type of another assembly
                break;
        }
    }

    private static int OperandBytes(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>Notes the assembly's own types that a signature names.</summary>
    private sealed class TypeNames : ISignatureTypeProvider<bool, object?>
    {
        private readonly HashSet<string> _found = [];

        public IEnumerable<string> Found => _found;

        public void Clear() => _found.Clear();

        public static string Outermost(MetadataReader reader, TypeDefinitionHandle handle)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            while (!type.GetDeclaringType().IsNil)
            {
                type = reader.GetTypeDefinition(type.GetDeclaringType());
            }

            return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => _found.Add(Outermost(reader, handle));

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

        public bool GetArrayType(bool elementType, ArrayShape shape) => false;

        public bool GetByReferenceType(bool elementType) => false;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

        public bool GetGenericMethodParameter(object? genericContext, int index) => false;

        public bool GetGenericTypeParameter(object? genericContext, int index) => false;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

        public bool GetPinnedType(bool elementType) => false;

        public bool GetPointerType(bool elementType) => false;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

        public bool GetSZArrayType(bool elementType) => false;
    }
}
