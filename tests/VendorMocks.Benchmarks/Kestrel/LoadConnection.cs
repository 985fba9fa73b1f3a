using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text.Unicode;

namespace VendorMocks.Benchmarks;

/// <summary>
/// One keep-alive connection that asks and waits, over and over, as wrk does. Of an answer it looks only at the status and
/// for the end, so that the client takes as little of the machine as it can.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request = new byte[1024];
    private readonly byte[] _answer = new byte[64 * 1024];
    private readonly string _host;

    public LoadConnection(Uri server)
    {
        _host = server.Authority;
        _socket.Connect(IPAddress.Parse(server.Host), server.Port);
    }

    public void Get(string target)
    {
        Utf8.TryWrite(_request, $"GET {target} HTTP/1.1\r\nHost: {_host}\r\n\r\n", out var length);
        Ask(length, "200"u8);
    }

    public void Post(string target, string json)
    {
        Utf8.TryWrite(
            _request,
            $"POST {target} HTTP/1.1\r\nHost: {_host}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}",
            out var length);
        Ask(length, "201"u8);
    }

    public void Dispose() => _socket.Dispose();

    private void Ask(int length, ReadOnlySpan<byte> status)
    {
        _socket.Send(_request.AsSpan(0, length));
        var got = 0;
        do
        {
            var read = _socket.Receive(_answer.AsSpan(got));
            got += read > 0 ? read : throw new IOException("The server closed the connection.");
        }
        while (!IsWhole(_answer.AsSpan(0, got)));

        // The status stands behind "HTTP/1.1 ".
        if (!_answer.AsSpan(9, 3).SequenceEqual(status))
            throw new InvalidOperationException($"A call was answered {System.Text.Encoding.ASCII.GetString(_answer, 0, got)}");
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8) + 4;
        if (head < 4)
            return false;
        var length = Math.Max(answer[..head].IndexOf("Content-Length: "u8), answer[..head].IndexOf("content-length: "u8));
        if (length < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8); // chunked; neither side's JSON holds line breaks
        return Utf8Parser.TryParse(answer[(length + "Content-Length: ".Length)..], out int body, out _) && answer.Length >= head + body;
    }
}
