namespace Fettle.Server.Diagnosis;

/// <summary>What other modules may ask about what is found wrong. Everything is limited to the caller's organisations.</summary>
public interface IFindings
{
    /// <summary>How many findings above <c>info</c> are open on each device, in one query; a device without any is left out.</summary>
    Task<IReadOnlyDictionary<long, int>> OpenAsync(IReadOnlyCollection<long> devices, CancellationToken cancel);
}
