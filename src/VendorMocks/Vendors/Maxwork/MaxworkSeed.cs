namespace VendorMocks;

/// <summary>What a world of Maxwork begins with.</summary>
internal static class MaxworkSeed
{
    /// <summary>Two accounts with their agents; every world has them, also an empty one. Agent 524 is the one of the page's sample.</summary>
    public static void Furnish(MaxworkState state)
    {
        state.Accounts.Add(id => new MaxworkAccount { Id = id, Name = "Example Agency" });
        state.Accounts.Add(id => new MaxworkAccount { Id = id, Name = "Second Agency" });
        (long Id, long AccountId, string Name)[] agents =
        [
            (501, 1, "Marta Exemplo"), (502, 1, "Rui Exemplo"), (503, 1, "Inês Exemplo"), (504, 1, "Tomás Exemplo"), (505, 1, "Clara Exemplo"),
            (524, 1, "Duarte Exemplo"), (601, 2, "Joana Modelo"), (602, 2, "Hugo Modelo"),
        ];
        foreach (var (id, accountId, name) in agents)
            state.Agents.Insert(new MaxworkAgent(id, accountId, name, id is 501 or 601 ? MaxworkAgentRole.LeadManager : MaxworkAgentRole.Agent));
    }
}
