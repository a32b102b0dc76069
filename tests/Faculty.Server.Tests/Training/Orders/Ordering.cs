using Faculty.Server.Tests.Training.Pool;
using Faculty.Storage;
using Faculty.V1;
using Microsoft.Extensions.DependencyInjection;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Pool.Pooling;
using Date = Google.Type.Date;
using MenuItem = Faculty.Domain.Training.Menu.MenuItem;
using TimeOfDay = Google.Type.TimeOfDay;

namespace Faculty.Server.Tests.Training.Orders;

/// <summary>Orders as most tests need them: an enterprise that wants welders taught by the county's school.</summary>
internal static class Ordering
{
    public const string Second = "QY2", Item = "HG-01";

    /// <summary>Made-up codes whose check signs fit.</summary>
    public static readonly string[] CreditCodes = ["91140581MA0000QY09", "91140581MA0000QY1C", "91140581MA0000QY2F"];

    /// <summary>A day on which everything is taught, three weeks ahead of the tests' clock.</summary>
    public static readonly Date Monday = Day(2025, 12, 15);

    public static OrderService.OrderServiceClient Orders(this TestServer server) => new(server.Channel);

    public static async Task<OrderService.OrderServiceClient> OrdersAsAsync(this TestServer server, Role role, string place = "") => new(await server.AsAsync(role, place));

    /// <summary>The tree, two schools, two enterprises.</summary>
    public static async Task<TestServer> StartOrdersAsync(TestClock? clock = null)
    {
        var server = await Pooling.StartAsync(clock);
        await server.Organisations.CreateOrganisationAsync(Create(Second, OrganisationKind.Enterprise, "某食品厂", County));
        await server.OfferAsync(School);
        await server.OfferAsync("JC");
        return server;
    }

    /// <summary>The next version of what a school offers: welding, at a price a head.</summary>
    public static async Task OfferAsync(this TestServer server, string school, long price = 1_000_00)
    {
        var store = server.Server.Services.GetRequiredService<IRegistryStore>();
        var found = await store.FindByKeyAsync(Documents.MenuItems, Documents.CodeIndex, $"{school}|{Item}", CancellationToken.None);
        var item = new MenuItem
        {
            SchoolCode = school, Code = Item, Version = (found?.Value.Version ?? 0) + 1, Name = "焊工", OccupationCode = Welding, TheoryHours = 4, PracticeHours = 4, SmallestClass = 10, LargestClass = 40,
            PriceFen = price, StartDate = new(2025, 1, 1), Mode = Domain.Training.Menu.TrainingMode.Mixed, Assessment = Domain.Training.Menu.AssessmentKind.Completion,
            Skills = [new() { OccupationCode = Welding, Level = Domain.Training.SkillLevel.MiddleWorker }],
        };
        var id = found?.Id ?? Guid.NewGuid().ToString("n");
        await store.CommitAsync(new WriteBatch("tests", "menu").Replace(Documents.MenuItems, found ?? new(id, 0, item), item with { ItemId = id }));
    }

    public static Order Wanted(string enterprise = Enterprise, int heads = 20, string school = School) => new()
    {
        EnterpriseCode = enterprise, CreditCode = CreditCodes[enterprise == Second ? 1 : 0], SchoolCode = school, PlaceCode = enterprise, Address = "东城街道示例路1号",
        Lines = { new OrderLine { Item = new() { Code = Item }, Heads = heads, Windows = { new DateWindow { StartDate = Day(2025, 11, 25), LastDate = Day(2026, 6, 30) } } } },
    };

    public static TeachingSession Session(string trainer, Date? day = null, string from = "08:00", string to = "12:00", int line = 1) =>
        new() { LineNumber = line, Day = day ?? Monday, FromTime = At(from), ToTime = At(to), Kind = TeachingKind.Practice, TrainerIds = { trainer } };

    public static TimeOfDay At(string time) => new() { Hours = int.Parse(time[..2]), Minutes = int.Parse(time[3..]) };

    /// <summary>An order with the school.</summary>
    public static async Task<string> SubmittedAsync(this OrderService.OrderServiceClient orders, string enterprise = Enterprise, int heads = 20, string school = School)
    {
        var number = (await orders.CreateOrderAsync(new() { Order = Wanted(enterprise, heads, school) })).View.Order.Number;
        await orders.SubmitOrderAsync(new() { Number = number });
        return number;
    }

    public static QuoteOrderRequest Quote(string number, params TeachingSession[] sessions) => new() { Number = number, Sessions = { sessions }, Basis = SettlementBasis.PerPass };

    /// <summary>An order of the test's own, confirmed, with a session a trainer.</summary>
    public static async Task<OrderView> ConfirmedAsync(this TestServer server, params TeachingSession[] sessions)
    {
        var number = await server.Orders().SubmittedAsync();
        await server.Orders().QuoteOrderAsync(Quote(number, sessions));
        return (await server.Orders().ConfirmOrderAsync(new() { Number = number, Note = "电话确认" })).View;
    }

    public static async Task<OrderView> ReadAsync(this OrderService.OrderServiceClient orders, string number) => (await orders.GetOrderAsync(new() { Number = number })).View;
}
