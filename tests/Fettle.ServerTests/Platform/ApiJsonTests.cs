using System.Text.Json;
using Fettle.Server.Platform.Web;
using Microsoft.AspNetCore.Http;

namespace Fettle.ServerTests.Platform;

public sealed class ApiJsonTests
{
    private sealed record Request(string Subject, long? DeviceId, Kind Kind, int Days = 7);

    private enum Kind
    {
        ServiceRequest,
    }

    [Fact]
    public void A_request_is_read_in_camel_case_with_enums_as_words_and_what_may_be_null_left_out()
    {
        Assert.Equal(new Request("slow", null, Kind.ServiceRequest), Read("""{"subject":"slow","kind":"serviceRequest"}"""));
    }

    [Theory]
    [InlineData("""{"kind":"serviceRequest"}""", "subject", "is missing")]
    [InlineData("""{"subject":"slow","kind":"serviceRequest","colour":"red"}""", "colour", "is not a field of this request")]
    [InlineData("""{"subject":null,"kind":"serviceRequest"}""", "subject", "is null")]
    [InlineData("""{"subject":"slow","kind":"no such kind"}""", "kind", "has a value of another kind than it should have")]
    [InlineData("""{"subject":"slow","kind":0}""", "kind", "has a value of another kind than it should have")]
    [InlineData("""{"subject":"slow","kind":"serviceRequest","deviceId":"12"}""", "deviceId", "has a value of another kind than it should have")]
    public void What_does_not_fit_is_refused_by_the_name_of_its_field(string body, string field, string why)
    {
        var problem = Assert.IsType<HttpValidationProblemDetails>(Refusal(body));

        Assert.Equal([why], problem.Errors[field]);
        Assert.Equal(400, problem.Status);
    }

    [Fact]
    public void What_is_no_JSON_is_refused_with_its_place()
    {
        Assert.Equal("The body is not JSON: line 2, position 3.", Refusal("{\"subject\":\"slow\",\n  oops}").Detail);
    }

    private static Request? Read(string body)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(options);
        return JsonSerializer.Deserialize<Request>(body, options);
    }

    private static Microsoft.AspNetCore.Mvc.ProblemDetails Refusal(string body) =>
        BadRequests.Describe(new BadHttpRequestException("Failed to read parameter", 400, Assert.ThrowsAny<JsonException>(() => Read(body))));
}
