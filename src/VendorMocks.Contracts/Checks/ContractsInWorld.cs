namespace VendorMocks;

/// <summary>Contract checks of a world: lazily, when somebody looks, or strictly, on every call.</summary>
public static class ContractsInWorld
{
    /// <summary>
    /// Where an exchange departs from its contract, in request and answer: looked for when first asked, then kept as
    /// <see cref="Exchange.Violations"/>. Null where no contract describes it.
    /// </summary>
    /// <param name="exchange">The exchange.</param>
    public static IReadOnlyList<Violation>? CheckContract(this Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return exchange.Violations ??= ExchangeCheck.Of(exchange);
    }

    extension(World world)
    {
        /// <summary>
        /// Holds what the journal keeps against the vendors' schemas, requests and answers. Each exchange is checked once; the
        /// result stays on it as <see cref="Exchange.Violations"/>.
        /// </summary>
        /// <param name="reading">Whether unknown names fail.</param>
        public ContractReport CheckContracts(ContractReading reading = ContractReading.Strict)
        {
            var journal = world.Journal;

            // What a strict world found earlier counts although the ring may have dropped it since.
            var looked = journal.Exchanges.Where(e => !e.VendorSide && !e.OffContract).ToList();
            var findings = journal.Violated.Where(e => e.Journal is null).Concat(looked)
                .SelectMany(e => e.CheckContract() ?? [], (e, violation) => new ContractFinding(e, violation))
                .ToLookup(f => reading == ContractReading.Lenient && f.Violation.Kind == ViolationKind.UnknownName);
            int done = looked.Count(e => e.Violations is not null);
            return new(done, looked.Count - done + journal.EvictedUnseen, [.. findings[false]], [.. findings[true]]);
        }

        /// <summary>Fails when what the journal keeps departs from the vendors' schemas.</summary>
        /// <param name="reading">Whether unknown names fail.</param>
        /// <exception cref="ContractViolationException">It does; the message lists each place.</exception>
        public void VerifyContracts(ContractReading reading = ContractReading.Strict) => world.CheckContracts(reading).ThrowIfViolated();

        /// <summary>
        /// Checks every exchange from now on before its answer goes out: one that departs from its contract carries the header
        /// <c>X-Mocks-Contract: violated</c> and is remembered until it is verified, however full the journal is. Costs some
        /// microseconds for small bodies and grows with them.
        /// </summary>
        /// <param name="on">False switches it off again.</param>
        public void EnforceContracts(bool on = true)
        {
            world.Host.Contracts ??= ExchangeCheck.Of;
            world.StrictContracts = on;
        }
    }
}
