using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Problems;

/// <summary>Problems: what is behind several tickets, how to get by until it is gone, and the news that it is.</summary>
internal static class ProblemsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListProblems>()
        .With<ReadProblem>()
        .With<ShowProblemRecord>()
        .With<DescribeProblem>()
        .With<OpenProblem>()
        .With<SolveProblem>()
        .With<FindKnownErrors>()
        .With<OfferKnownErrors>();

    public static void AddProblems(this IServiceCollection services) => services.AddScoped<ProblemOfCause>().AddScoped<TellAffected>().AddScoped<KnownErrors>();
}
