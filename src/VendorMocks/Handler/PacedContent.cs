using System.Net;

namespace VendorMocks;

/// <summary>A body that comes slowly, ends in its middle, or both, as a caller of <see cref="SocketsHttpHandler"/> would meet it.</summary>
internal sealed class PacedContent(ReadOnlyMemory<byte> body, Outcome outcome) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(Open());

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => Open();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var paced = Open();
        await paced.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var paced = Open();
        paced.CopyTo(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    private PacedStream Open() => new(outcome.Cut == Cut.InBody ? body[..(body.Length / 2)] : body, body.Length, outcome);

    /// <summary>What arrives of a body, at its pace.</summary>
    private sealed class PacedStream(ReadOnlyMemory<byte> arriving, int announced, Outcome outcome) : Stream
    {
        private int _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var piece = Next(buffer.Length);
            Doors.Block(WaitAsync(piece, default));
            arriving.Span.Slice(_read, piece).CopyTo(buffer);
            _read += piece;
            return piece;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var piece = Next(buffer.Length);
            await WaitAsync(piece, cancellationToken).ConfigureAwait(false);
            arriving.Slice(_read, piece).CopyTo(buffer);
            _read += piece;
            return piece;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Next(int room)
        {
            if (_read == arriving.Length && _read < announced && room > 0)
                throw Doors.Ended();
            var left = Math.Min(room, arriving.Length - _read);
            return outcome.BytesPerSecond == 0 ? left : Math.Min(left, Doors.PieceOf(outcome));
        }

        private ValueTask WaitAsync(int piece, CancellationToken cancellationToken) => outcome is { BytesPerSecond: > 0, World: { } world } && piece > 0
            ? world.Clock.DelayAsync(Doors.TimeOf(_read, piece, outcome.BytesPerSecond), cancellationToken)
            : ValueTask.CompletedTask;
    }
}
