namespace Fettle.SystemTests.Agent;

/// <summary>Waits for what another process brings about: nothing tells when.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(string what, Func<Task<bool>> holds, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(90));
        try
        {
            while (!await holds())
                await Task.Delay(100, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            Assert.Fail($"It did not come about that {what}");
        }
    }
}
