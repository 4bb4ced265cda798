namespace Ade20kEval.Native.Memory;

/// <summary>What an element is: <c>ade20k_element</c> of the header.</summary>
internal enum NativeElement
{
    UInt8 = 1,
    Int8 = 2,
    UInt16 = 3,
    Int16 = 4,
    UInt32 = 5,
    Int32 = 6,
    UInt64 = 7,
    Int64 = 8,
    Bool = 9,
    Float16 = 10,
    Float32 = 11,
    Float64 = 12,
}
