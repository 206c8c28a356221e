namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>Content of which a test does something else while it is on its way.</summary>
/// <param name="act">Done once, before what stands after is given.</param>
/// <param name="after">How many bytes are given before.</param>
internal sealed class ActingStream(byte[] content, Func<Task> act, int after = 100) : MemoryStream(content)
{
    private bool _acted;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position < after)
            return await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, after - Position)], cancellationToken);
        if (!_acted)
        {
            _acted = true;
            await act();
        }

        return await base.ReadAsync(buffer, cancellationToken);
    }
}
