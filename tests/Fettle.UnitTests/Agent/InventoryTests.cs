using FsCheck;
using FsCheck.Fluent;
using Fettle.Agent.Inventory;
using Fettle.Protocol;

namespace Fettle.UnitTests.Agent;

public sealed class InventoryTests
{
    /// <summary>Whatever changed: who applies the difference to what it has arrives at what the device has.</summary>
    [Fact]
    public void A_difference_applied_to_the_old_section_gives_the_new_one()
    {
        var section = Gen.ListOf(ArbMap.Default.GeneratorFor<byte>().Two())
            .Select(pairs => pairs.DistinctBy(p => p.Item1 % 8).Select(p => FakeDevice.Item($"k{p.Item1 % 8}", $"{p.Item2 % 3}")).ToList());

        Prop.ForAll(section.Two().ToArbitrary(), both =>
        {
            var (before, after) = both;
            var change = InventoryDifference.Of("software", after, AcknowledgedInventory.Fingerprints(before));
            var applied = before.ToDictionary(item => item.Key);
            foreach (var key in change?.Removed ?? [])
                applied.Remove(key);
            foreach (var item in change?.Set ?? [])
                applied[item.Key] = item;
            return InventorySections.Hash(applied.Values) == InventorySections.Hash(after);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_order_in_which_things_are_found_is_no_change()
    {
        InventoryItem[] items = [FakeDevice.Item("a", "1"), FakeDevice.Item("b", "2")];

        Assert.Null(InventoryDifference.Of("software", [.. items.Reverse()], AcknowledgedInventory.Fingerprints(items)));
    }
}
