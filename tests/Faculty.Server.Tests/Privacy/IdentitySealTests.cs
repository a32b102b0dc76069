using System.Text;
using CsCheck;
using Faculty.Server.Privacy;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Server.Tests.Privacy;

public sealed class IdentitySealTests : IDisposable
{
    private readonly TestKeys keys = new();

    private static readonly Gen<Identity> Identities =
        from name in Gen.String[Gen.OneOf(Gen.Char['一', '鿿'], Gen.Const('·'), Gen.Char['a', 'z']), 1, 50]
        from number in Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char['0', '9'], 18, 18])
        from mobile in Gen.OneOf(Gen.Const(""), Gen.String[Gen.Char['0', '9'], 11, 11])
        from day in Gen.Int[1, 28]
        select new Identity { DisplayName = name, Sex = Sex.Female, BirthDate = SampleTree.Day(1980, 5, day), IdNumber = number, Mobile = mobile, IdType = number.Length > 0 ? IdType.Resident : 0 };

    public void Dispose() => keys.Dispose();

    [Fact]
    public void What_was_sealed_opens_to_the_same_bytes_and_shows_none_of_them()
    {
        var open = keys.Open();
        Identities.Sample(identity =>
        {
            var (body, slot) = (Body(identity), Slot(open));
            var stored = open.Seal.Seal(body, slot);

            open.Opened.Clear();
            Assert.Equal(body, open.Seal.Open(stored).ToArray());
            Assert.Equal(body, open.Seal.Open(stored).ToArray());
            var text = Encoding.Latin1.GetString(stored);
            foreach (var clear in (string[])[identity.DisplayName, identity.IdNumber, identity.Mobile])
            {
                Assert.True(clear.Length < 3 || !text.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(clear)), StringComparison.Ordinal));
            }
        }, iter: 200);
    }

    [Fact]
    public void The_stored_bytes_are_the_message_the_proto_describes()
    {
        var open = keys.Open();
        var body = Body(Teachers.People.Wang());
        var stored = StoredTeacher.Parser.ParseFrom(open.Seal.Seal(body, Slot(open)));

        Assert.Equal((1u, 1u), (stored.Identity.Format, stored.Identity.Slot));
        var clear = V1.Teacher.Parser.ParseFrom(body);
        clear.Identity = null;
        Assert.Equal(clear, stored.Rest);
    }

    [Fact]
    public void Ciphertext_moved_to_another_person_part_slot_or_version_does_not_open()
    {
        var open = keys.Open();
        var (mine, other) = (Sealed(open, "王明"), Sealed(open, "李强", "0190a5c27d2e7b0a9c3e1f2a3b4c5d6f"));
        foreach (var moved in (Action<StoredTeacher>[])
        [
            t => t.Identity.Open = other.Identity.Open,
            t => t.Identity.Secret = other.Identity.Secret,
            t => t.Identity = other.Identity.Clone(),
            t => t.Identity.Slot = other.Identity.Slot,
            t => (t.Identity.Open, t.Identity.Secret) = (t.Identity.Secret, t.Identity.Open),
            t => t.Rest.TeacherId = other.Rest.TeacherId,
            t => t.Identity.Slot = 0,
            t => t.Identity.Format = 2,
        ])
        {
            var changed = mine.Clone();
            moved(changed);
            Refused(open, changed);
        }
        open.Seal.Open(mine.ToByteArray());
    }

    [Fact]
    public void Any_flipped_bit_of_the_identity_is_an_error()
    {
        var open = keys.Open();
        var stored = Sealed(open, "王明").ToByteArray();
        var identity = StoredTeacher.Parser.ParseFrom(stored).Identity.CalculateSize();
        for (var bit = 0; bit < 8 * (identity + 3); bit++)
        {
            var flipped = stored.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            open.Opened.Clear();
            Assert.True(Assert.ThrowsAny<Exception>(() => open.Seal.Open(flipped)) is SealBrokenException or StoreDamagedException, $"bit {bit}");
        }
    }

    [Fact]
    public void Clear_text_is_never_taken_for_a_sealed_record()
    {
        var open = keys.Open();
        Assert.Throws<SealBrokenException>(() => open.Seal.Open(Body(Teachers.People.Wang())));
        Assert.Throws<SealBrokenException>(() => open.Seal.Open(Array.Empty<byte>()));
        Assert.Throws<SealBrokenException>(() => open.Seal.Open(new StoredTeacher { Rest = new() { TeacherId = "x" } }.ToByteArray()));
    }

    [Fact]
    public async Task Without_the_key_every_version_is_an_erased_identity_that_the_record_can_be_read_with()
    {
        var open = keys.Open();
        var stored = Sealed(open, "王明");
        open.Seal.Open(stored.ToByteArray());
        await open.Keys.EraseAsync(stored.Identity.Slot, IdentitySeal.PersonOf(stored.Rest.TeacherId));
        open.Opened.Clear();

        var body = open.Seal.Open(stored.ToByteArray());

        var message = TeacherBytes.Message(new StoredDocument("teacher", stored.Rest.TeacherId, 1, body));
        Assert.Equal(new Identity { Erased = true }, message.Identity);
        Assert.True(Documents.Teachers.Read(body).Identity.Erased);
        Assert.Equal(body, Documents.Teachers.Write(Documents.Teachers.Read(body)));
        Assert.DoesNotContain(Documents.Teachers.KeysOf(body), k => k.Index is Documents.NameIndex or Documents.SamePersonIndex or Documents.IdNumberIndex);
    }

    [Fact]
    public void The_index_of_id_numbers_holds_no_number()
    {
        var open = keys.Open();
        var value = TeacherKeys.IdNumber(Domain.Teachers.IdType.Resident, "14058119000101003X");
        Assert.Equal(64, open.Blind.Value(Documents.IdNumberIndex, value).Length);
        Assert.NotEqual(open.Blind.Value(Documents.IdNumberIndex, value), open.Blind.Value(Documents.IdNumberIndex, value + "0"));
        Assert.Equal(value, open.Blind.Value(Documents.StaffNumberIndex, value));
        using var others = new TestKeys();
        Assert.NotEqual(open.Blind.Value(Documents.IdNumberIndex, value), others.Open().Blind.Value(Documents.IdNumberIndex, value));
    }

    private static void Refused(PersonalData open, StoredTeacher stored)
    {
        open.Opened.Clear();
        var failure = Assert.ThrowsAny<Exception>(() => open.Seal.Open(stored.ToByteArray()));
        Assert.True(failure is SealBrokenException or StoreDamagedException, failure.ToString());
    }

    private static StoredTeacher Sealed(PersonalData open, string name, string id = Id) =>
        StoredTeacher.Parser.ParseFrom(open.Seal.Seal(Body(Teachers.People.Wang(name), id), Slot(open, id)));

    private const string Id = "0190a5c27d2e7b0a9c3e1f2a3b4c5d6e";

    private static uint Slot(PersonalData open, string id = Id) => open.Keys.AddAsync([IdentitySeal.PersonOf(id)]).Result[0];

    private static byte[] Body(Identity identity, string id = Id) => TeacherBytes.Body(new V1.Teacher
    {
        TeacherId = id,
        Identity = identity,
        Engagements = { Teachers.People.FullTime(SampleTree.Day(2015, 9, 1)) },
    });
}
