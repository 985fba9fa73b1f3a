namespace VendorMocks.Tests;

/// <summary>What an arrangement leaves open is invented: the same for the same seed, another for another.</summary>
public sealed class InventedTests
{
    [Fact]
    public void One_seed_invents_the_same_people_and_another_others()
    {
        using var one = World.Open(new WorldOptions { Seed = 7 });
        using var same = World.Open(new WorldOptions { Seed = 7 });
        using var other = World.Open(new WorldOptions { Seed = 8 });
        string[] people = Arrange(one);
        Assert.Equal(people, Arrange(same));
        foreach (var (mine, others) in people.Zip(Arrange(other)))
            Assert.NotEqual(mine, others);
        Assert.Equal(people.Length, people.Distinct().Count());
    }

    [Fact]
    public void What_is_said_is_not_invented()
    {
        using var world = World.Open();
        Assert.Equal("ada@example.com", world.Clixnow.AddLead("ada@example.com").Email);
        Assert.Equal("Ada", world.Maxwork.ContactOf(world.Maxwork.AddLead(name: "Ada")).Name);
        Assert.Equal("Ada", world.Flexbe.SubmitForm("Ada").Lead.Client.Name);
        Assert.Equal("ada@example.com", world.LeadDyno.AddAffiliate("ada@example.com").Email);
    }

    [Fact]
    public void An_invented_name_goes_with_an_invented_address()
    {
        using var world = World.Open();
        var someone = world.LeadDyno.AddAffiliate();
        Assert.NotNull(someone.FirstName);
        Assert.StartsWith(someone.FirstName, someone.Email, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((null, "Lin"), (world.LeadDyno.AddAffiliate("ada@example.com").FirstName, world.LeadDyno.AddLead(firstName: "Lin").FirstName));
    }

    private static string[] Arrange(World world)
    {
        var lead = world.Clixnow.AddLead();
        var contact = world.Maxwork.ContactOf(world.Maxwork.AddLead());
        var bought = world.Fixido.AddLead();
        var form = world.Flexbe.SubmitForm();
        return
        [
            lead.FirstName + lead.LastName + lead.Email, contact.Name + contact.Email, bought.ConsumerEmail, form.Lead.Client.Name + form.Lead.Client.Email,
            world.LeadDyno.AddLead().Email, world.LeadDyno.AddAffiliate().Email,
        ];
    }
}
