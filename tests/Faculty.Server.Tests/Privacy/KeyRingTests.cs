using System.Security.Cryptography;
using System.Text;

namespace Faculty.Server.Tests.Privacy;

public sealed class KeyRingTests
{
    [Fact]
    public void A_ring_opened_again_has_the_same_keys_and_another_ring_has_others()
    {
        using var keys = new TestKeys();
        using var others = new TestKeys();
        var index = keys.Open().Ring.Key("index");
        keys.HasData = true;

        Assert.Equal(index, keys.Open().Ring.Key("index"));
        Assert.NotEqual(index, keys.Open().Ring.Key("tokens"));
        Assert.NotEqual(index, others.Open().Ring.Key("index"));
    }

    [Fact]
    public void Nobody_else_may_read_what_is_in_it()
    {
        using var keys = new TestKeys();
        keys.Open();
        Assert.All(Directory.GetFiles(keys.Path), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys.Path));
        keys.Close();

        File.SetUnixFileMode(keys.File("ring"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains("chmod", Assert.Throws<StartException>(keys.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "data/keys")]
    [InlineData("data", "data")]
    [InlineData("keys/data", "keys")]
    public void Keys_and_data_do_not_lie_in_one_another(string data, string keys)
    {
        var home = Directory.CreateTempSubdirectory("faculty-keys-").FullName;
        var options = new ServerOptions { DataDirectory = Path.Combine(home, data), KeysDirectory = Path.Combine(home, keys) };
        Assert.Contains("--keys", Assert.Throws<StartException>(() => Server.Privacy.PersonalData.Open(options, TimeProvider.System)).Message, StringComparison.Ordinal);
        Directory.Delete(home, recursive: true);
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("persons")]
    public void Lost_keys_are_not_replaced_by_new_ones(string lost)
    {
        using var keys = new TestKeys();
        keys.Open();
        keys.Close();
        keys.HasData = true;
        File.Delete(keys.File(lost));

        Assert.Throws<StartException>(keys.Open);
        Assert.False(File.Exists(keys.File(lost)));
    }

    [Fact]
    public void A_lost_directory_is_not_made_anew_so_that_a_copy_can_be_put_in_its_place()
    {
        using var keys = new TestKeys();
        keys.Open();
        keys.Close();
        keys.HasData = true;
        Directory.Delete(keys.Path, recursive: true);

        Assert.Throws<StartException>(keys.Open);
        Assert.False(Directory.Exists(keys.Path));
    }

    [Fact]
    public void No_flipped_bit_of_the_ring_goes_unnoticed()
    {
        using var keys = new TestKeys();
        keys.Open();
        keys.Close();
        keys.HasData = true;
        var bytes = File.ReadAllBytes(keys.File("ring"));
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(keys.File("ring"), bytes);
            Assert.Throws<StartException>(keys.Open);
            bytes[at] ^= (byte)(1 << (at % 8));
        }
        File.WriteAllBytes(keys.File("ring"), bytes);
        keys.Open();
    }

    [Fact]
    public void Two_servers_do_not_share_a_ring()
    {
        using var keys = new TestKeys();
        keys.Open();
        var options = new ServerOptions { DataDirectory = keys.Path + "-other", KeysDirectory = keys.Path };
        Assert.Throws<StartException>(() => Server.Privacy.PersonalData.Open(options, TimeProvider.System));
    }

    [Fact]
    public void A_protected_secret_opens_for_its_purpose_and_context_only_also_after_a_rotation()
    {
        using var keys = new TestKeys();
        var ring = keys.Open().Ring;
        var secret = "totp seed"u8.ToArray();
        var bytes = ring.Protect("account", secret, "principal-1");
        keys.HasData = true;
        ring.AddVersion();
        ring.Retire(1);
        ring = keys.Open().Ring;

        Assert.Equal(secret, ring.Unprotect("account", bytes, "principal-1"));
        Assert.ThrowsAny<CryptographicException>(() => ring.Unprotect("account", bytes, "principal-2"));
        Assert.ThrowsAny<CryptographicException>(() => ring.Unprotect("token", bytes, "principal-1"));
        Assert.ThrowsAny<CryptographicException>(() => ring.Unprotect("account", bytes.AsSpan(0, 10), "principal-1"));
        Assert.ThrowsAny<CryptographicException>(() => ring.Unprotect("account", [0, .. bytes[1..]], "principal-1"));
        Assert.DoesNotContain("totp", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
    }
}
