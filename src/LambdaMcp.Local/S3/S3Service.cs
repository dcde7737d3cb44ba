using System.Collections.Concurrent;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.S3;

/// <summary>S3's ListBuckets, PutObject, GetObject, HeadObject and DeleteObject, path style, signed in headers or presigned, in memory.</summary>
internal sealed class S3Service : IAwsService
{
    private static readonly string[] Kept =
        ["Content-Type", "Content-Disposition", "Content-Language", "Cache-Control", "Expires", "Content-Encoding"];

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, S3Object>> _buckets = new(StringComparer.Ordinal);

    public string SigningName => "s3";

    public void AddBucket(string name) => _buckets.TryAdd(name, new(StringComparer.Ordinal));

    public Task HandleAsync(AwsCall call)
    {
        var path = (call.Http.Request.Path.Value ?? "").TrimStart('/').Split('/', 2);
        if (path is [""] && HttpMethods.IsGet(call.Http.Request.Method))
            return ListAsync(call.Http);
        if (path is not [{ Length: > 0 } name, { Length: > 0 } key])
            throw new AwsRejectedException(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "The local S3 has objects only: /BUCKET/KEY, and the list of buckets.");
        if (!_buckets.TryGetValue(name, out var bucket))
            throw new AwsRejectedException(StatusCodes.Status404NotFound, "NoSuchBucket", "The specified bucket does not exist");
        return call.Http.Request.Method switch
        {
            "PUT" when !call.Http.Request.Headers.ContainsKey("x-amz-copy-source") => Put(call, bucket, key),
            "GET" or "HEAD" => GetAsync(call.Http, bucket, key),
            "DELETE" => Delete(call.Http, bucket, key),
            _ => throw new AwsRejectedException(StatusCodes.Status501NotImplemented, "NotImplemented", "The local S3 puts, gets and deletes objects, and no more."),
        };
    }

    public Task RejectAsync(HttpContext context, AwsRejectedException rejection)
    {
        context.Response.StatusCode = rejection.StatusCode;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{SecurityElement.Escape(Code(rejection))}</Code><Message>{SecurityElement.Escape(rejection.Message)}</Message></Error>",
            context.RequestAborted);
    }

    private Task ListAsync(HttpContext context)
    {
        var buckets = _buckets.OrderBy(static bucket => bucket.Key, StringComparer.Ordinal)
            .Select(static bucket => $"<Bucket><Name>{SecurityElement.Escape(bucket.Key)}</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket>");
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>local</ID></Owner><Buckets>{string.Concat(buckets)}</Buckets></ListAllMyBucketsResult>",
            context.RequestAborted);
    }

    private static Task Put(AwsCall call, ConcurrentDictionary<string, S3Object> bucket, string key)
    {
        var request = call.Http.Request;
        var content = ChunkedBody.IsUsed(request) ? ChunkedBody.Decode(call.Body.Span) : call.Body.ToArray();
        var headers = request.Headers
            .Where(static header => Kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase) || header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
            .Select(static header => KeyValuePair.Create(header.Key, WithoutChunks(header.Key, header.Value.ToString())))
            .Where(static header => header.Value.Length > 0)
            .ToDictionary();
        var stored = new S3Object(content, headers, DateTimeOffset.UtcNow);
        bucket[key] = stored;
        call.Http.Response.Headers.ETag = Tag(stored);
        return Task.CompletedTask;
    }

    private static async Task GetAsync(HttpContext context, ConcurrentDictionary<string, S3Object> bucket, string key)
    {
        if (!bucket.TryGetValue(key, out var stored))
            throw new AwsRejectedException(StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist.");
        var response = context.Response;
        response.ContentType = "binary/octet-stream";
        foreach (var (name, value) in stored.Headers)
            response.Headers[name] = value;
        // A signed URL may name the headers that its reader is to see.
        foreach (var name in Kept)
        {
            if (context.Request.Query[$"response-{name.ToLowerInvariant()}"].ToString() is { Length: > 0 } wanted)
                response.Headers[name] = wanted;
        }

        response.Headers.ETag = Tag(stored);
        response.Headers.LastModified = stored.Modified.ToString("R", CultureInfo.InvariantCulture);
        response.ContentLength = stored.Content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(stored.Content, context.RequestAborted);
    }

    private static Task Delete(HttpContext context, ConcurrentDictionary<string, S3Object> bucket, string key)
    {
        bucket.TryRemove(key, out _);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static string WithoutChunks(string header, string value) => header.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)
        ? string.Join(',', value.Split(',', StringSplitOptions.TrimEntries).Where(static coding => coding != "aws-chunked"))
        : value;

#pragma warning disable CA5351 // S3 names the MD5 of an object in its ETag.
    private static string Tag(S3Object stored) => $"\"{Convert.ToHexStringLower(MD5.HashData(stored.Content.Span))}\"";
#pragma warning restore CA5351

    // S3 has names of its own for what the others share.
    private static string Code(AwsRejectedException rejection) => rejection.ErrorType switch
    {
        "InvalidSignatureException" when rejection.Message.StartsWith("Signature expired", StringComparison.Ordinal) => "AccessDenied",
        "InvalidSignatureException" => "SignatureDoesNotMatch",
        "UnrecognizedClientException" => "InvalidAccessKeyId",
        var other => other,
    };
}
