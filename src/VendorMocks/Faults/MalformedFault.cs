using System.Buffers;

namespace VendorMocks;

/// <summary>Sends half of the body and then bytes that neither UTF-8 nor JSON allows. Its length is told truly.</summary>
public sealed record MalformedFault() : Fault("malformed")
{
    internal override FaultTiming Nature => FaultTiming.After;

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.Damage(content => new Content(content));

    internal override (string Field, string Problem)? OwnProblem() => FaultStrike.NeedsAnswer(this);

    private sealed class Content(ResponseContent inner) : ResponseContent
    {
        public override string ContentType => inner.ContentType;

        public override object? Value => inner.Value;

        public override void WriteTo(IBufferWriter<byte> output)
        {
            var whole = inner.ToArray();
            output.Write(whole.AsSpan(0, whole.Length / 2));
            // No quote: whatever string the first half opened stays open.
            output.Write<byte>([0xFF, 0xFE, (byte)'{']);
        }
    }
}
