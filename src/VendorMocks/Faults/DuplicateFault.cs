using System.Buffers;

namespace VendorMocks;

/// <summary>Sends the body twice, one after the other, in one answer. Its length is told truly.</summary>
public sealed record DuplicateFault() : Fault("duplicate")
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
            inner.WriteTo(output);
            inner.WriteTo(output);
        }
    }
}
