using System.Text;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Teachers;

/// <summary>The stored identity is in two parts, and a masked read is never made of the secret one.</summary>
public sealed class TeacherBytesTests
{
    private const string IdNumber = "14058119000101003X";
    private const string Mobile = "13800001234";

    [Fact]
    public void A_stored_body_is_the_whole_teacher_to_a_parser_and_the_masked_one_without_its_first_field()
    {
        var teacher = Sample();
        var stored = Stored(TeacherBytes.Body(teacher), revision: 42);

        var whole = Teacher.Parser.ParseFrom(stored.Body.Span);
        Assert.Equal((IdNumber, Mobile), (whole.Identity.IdNumber, whole.Identity.Mobile));
        (whole.Identity.MaskedIdNumber, whole.Identity.MaskedMobile) = ("", "");
        Assert.Equal(teacher, whole);

        var masked = TeacherBytes.Message(stored);
        Assert.Equal(("", "", "140581********003X", "138****1234"),
            (masked.Identity.IdNumber, masked.Identity.Mobile, masked.Identity.MaskedIdNumber, masked.Identity.MaskedMobile));
        Assert.Equal(("\"42\"", "王明", "王明"), (masked.Etag, Encoding.UTF8.GetString(TeacherBytes.Name(stored)), TeacherBytes.Identity(stored).DisplayName));
        Assert.Equal(masked, GetTeacherResponse.Parser.ParseFrom(Bytes(EncodedTeachers.Reply(stored))).Teacher);
    }

    [Fact]
    public void A_page_is_its_teachers_in_order_and_the_token()
    {
        StoredDocument[] stored = [Stored(TeacherBytes.Body(Sample()), 1), Stored(TeacherBytes.Body(Sample()), long.MaxValue)];

        Assert.Equal(new ListTeachersResponse { Teachers = { stored.Select(TeacherBytes.Message) }, NextPageToken = "token" },
            ListTeachersResponse.Parser.ParseFrom(Bytes(EncodedTeachers.Reply(stored, "token"))));
        Assert.Empty(Bytes(EncodedTeachers.Reply([], "")));
    }

    [Fact]
    public void A_teacher_without_number_and_phone_has_an_empty_secret_part()
    {
        var teacher = new Teacher { TeacherId = "1", Identity = new() { DisplayName = "王明" } };
        var body = TeacherBytes.Body(teacher);

        Assert.Equal([0x12, 0x00, 0x12], body[..3]);
        Assert.Equal(teacher, Teacher.Parser.ParseFrom(body));
    }

    [Fact]
    public void Encoded_replies_never_hold_the_secret()
    {
        var stored = Stored(TeacherBytes.Body(Sample()), revision: 42);
        Assert.True(Reveals(stored.Body.Span), "the control: the body holds it");
        Assert.False(Reveals(Bytes(EncodedTeachers.Reply(stored))));
        Assert.False(Reveals(Bytes(EncodedTeachers.Reply([stored, stored], "token"))));
    }

    [Fact]
    public async Task No_read_of_a_server_holds_the_secret()
    {
        await using var server = await TestServer.StartAsync();
        var identity = Wang();
        (identity.IdType, identity.IdNumber, identity.BirthDate, identity.Sex, identity.Mobile) = (IdType.Resident, IdNumber, Day(1900, 1, 1), Sex.Male, Mobile);
        var created = await server.Teachers.CreateTeacherAsync(new() { Identity = identity });
        var id = created.Teacher.TeacherId;
        IMessage[] replies =
        [
            created,
            await server.Teachers.GetTeacherAsync(new() { TeacherId = id }),
            await server.Teachers.GetTeacherAsync(new() { TeacherId = id, AsOf = Day(2026, 1, 1) }),
            await server.Teachers.ListTeachersAsync(new()),
            await server.Teachers.FindTeachersAsync(new() { Query = id }),
            await server.Teachers.ListTeacherVersionsAsync(new() { TeacherId = id }),
            .. await server.Teachers.StreamTeachers(new()).AllAsync().ToListAsync(),
        ];

        Assert.Equal(7, replies.Length);
        Assert.All(replies, reply => Assert.False(Reveals(reply.ToByteArray()), reply.Descriptor.Name));
        Assert.All(replies, reply => Assert.Contains("138****1234", reply.ToString(), StringComparison.Ordinal));
        // The digits that the mask hides are the birth date, of which the year alone is shown.
        Assert.All(replies, reply => Assert.Contains("\"birthDate\": { \"year\": 1900 }", reply.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_of_another_shape_is_refused()
    {
        var teacher = Sample();
        var body = TeacherBytes.Body(teacher);
        var open = TeacherBytes.Masked(Stored(body, 1)).ToArray();
        Refused(teacher.ToByteArray());
        Refused(open);
        Refused([.. open, .. body[..^open.Length]]);
        Refused([]);
        Refused([.. body[..^open.Length], .. new Teacher { TeacherId = teacher.TeacherId }.ToByteArray()]);
        // The two parts the other way round: what is passed on would be the secret.
        Refused([.. new Teacher { Identity = Teacher.Parser.ParseFrom(open).Identity }.ToByteArray(), .. body[..^open.Length]]);
        for (var length = 0; length <= body.Length - open.Length; length++)
        {
            Refused(body[..length]);
        }
    }

    [Fact]
    public void No_damaged_byte_of_the_secret_part_lets_the_secret_through()
    {
        var body = TeacherBytes.Body(Sample());
        var end = body.Length - TeacherBytes.Masked(Stored(body, 1)).Length;
        var refused = 0;
        for (var at = 0; at <= end; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var damaged = (byte[])body.Clone();
                damaged[at] = (byte)value;
                try
                {
                    Assert.False(Reveals(TeacherBytes.Masked(Stored(damaged, 1)).Span), $"byte {at} = {value}");
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        }
        Assert.True(refused > 255, "the tags and lengths are checked");
    }

    private static Teacher Sample() => new()
    {
        TeacherId = "0190a5c27d2e7b0a9c3e1f2a3b4c5d6e",
        Identity = new()
        {
            DisplayName = "王明", Sex = Sex.Male, BirthDate = Day(1900, 1, 1), IdType = IdType.Resident, IdNumber = IdNumber,
            EthnicGroup = "01", Mobile = Mobile,
        },
        Engagements = { new Engagement { EngagementId = "e", SchoolCode = "GP", StartDate = Day(2020, 9, 1) } },
        ReviewedTeacherIds = { "2" },
    };

    private static StoredDocument Stored(byte[] body, long revision) => new("teacher", "0190a5c27d2e7b0a9c3e1f2a3b4c5d6e", revision, body);

    private static byte[] Bytes(IReadOnlyList<ReadOnlyMemory<byte>> pieces) => [.. pieces.SelectMany(p => p.ToArray())];

    private static bool Reveals(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf(Encoding.ASCII.GetBytes(IdNumber)) >= 0 || bytes.IndexOf(Encoding.ASCII.GetBytes(Mobile)) >= 0;

    private static void Refused(byte[] body) => Assert.Throws<InvalidDataException>(() => TeacherBytes.Masked(Stored(body, 1)));
}
