using Fettle.Server.People.Entering;
using Fettle.Server.Platform.Errors;

namespace Fettle.ServerTests.People;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("tulip river stone")]
    [InlineData("kolibri-auf-dem-dach")]
    [InlineData("x7#kQ9!mPz2v")]
    [InlineData("Ünwahrscheinlich")]
    [InlineData("我的密码很长而且很难猜")]
    public void A_long_password_that_is_not_common_is_taken_whatever_it_is_made_of(string password) =>
        Assert.Equal(password, PasswordRules.Check(password, "Dana Demir", "dana@acme.example"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short pw")]
    [InlineData("password12")]
    [InlineData("P@ssw0rd123!")]
    [InlineData("passwordpassword")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("1234567890")]
    [InlineData("qwertyuiop12")]
    [InlineData("abcdefghijkl")]
    [InlineData("Welcome2026!!")]
    [InlineData("Sommer2026!!")]
    [InlineData("dana demir")]
    [InlineData("DanaDemir2026")]
    [InlineData("acme.example1")]
    public void A_password_that_is_short_common_or_the_person_s_name_is_refused(string? password) =>
        Assert.Equal("password", Assert.Throws<Invalid>(() => PasswordRules.Check(password, "Dana Demir", "dana@acme.example")).Field);
}
