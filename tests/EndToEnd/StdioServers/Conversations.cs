namespace EndToEnd.StdioServers;

/// <summary>What clients say to each server: every tool is called, and in the end the server's state is as it was.</summary>
internal static class Conversations
{
    public static Call[] With(string server) => server switch
    {
        "everything" =>
        [
            new("echo", """{"message":"hello\u2028\ud83d\ude00"}""", "Echo: hello"),
            new("get-sum", """{"a":40,"b":2}""", "42"),
            new("get-annotated-message", """{"messageType":"error","includeImage":true}""", "image/png"),
            new("get-tiny-image", "{}", "image/png"),
            new("get-structured-content", """{"location":"New York"}""", "temperature"),
            new("get-resource-links", """{"count":4}""", "resource_link"),
            new("get-resource-reference", """{"resourceType":"Text","resourceId":3}""", "demo://resource/dynamic/text/3"),
            new("gzip-file-as-resource", """{"name":"a.gz","data":"data:text/plain,hello","outputType":"resource"}""", "application/gzip"),
            new("gzip-file-as-resource", """{"name":"b.gz","data":"data:text/plain,hello","outputType":"resourceLink"}""", "demo://resource/session/b.gz"),
            new("gzip-file-as-resource", """{"name":"c.gz","data":"ftp://example.com/x"}""", "Unsupported URL protocol"),
            new("toggle-simulated-logging", "{}", "Started simulated"),
            new("toggle-simulated-logging", "{}", "Stopped simulated"),
            new("toggle-subscriber-updates", "{}", "Started simulated"),
            new("toggle-subscriber-updates", "{}", "Stopped simulated"),
            new("trigger-long-running-operation", """{"duration":0.2,"steps":2}""", "Steps: 2"),
            new("trigger-elicitation-request", "{}", "the name"),
            new("trigger-url-elicitation", """{"url":"https://example.com/consent","message":"Consent?","elicitationId":"e-1"}""", "example.com"),
            new("trigger-sampling-request", """{"prompt":"why?","maxTokens":10}""", "why?"),
        ],
        "files" =>
        [
            new("list_allowed_directories", "{}", "Allowed directories"),
            new("create_directory", """{"path":"ROOT/notes"}""", "Successfully created"),
            new("write_file", """{"path":"ROOT/notes/a.txt","content":"one\ntwo\nthree\n"}""", "Successfully wrote"),
            new("read_text_file", """{"path":"ROOT/notes/a.txt","head":2}""", "two"),
            new("read_file", """{"path":"ROOT/notes/a.txt"}""", "three"),
            new("edit_file", """{"path":"ROOT/notes/a.txt","edits":[{"oldText":"two","newText":"2"}]}""", "+2"),
            new("move_file", """{"source":"ROOT/notes/a.txt","destination":"ROOT/notes/b.txt"}""", "Successfully moved"),
            new("write_file", """{"path":"ROOT/dot.png","content":"not much of an image"}""", "Successfully wrote"),
            new("read_media_file", """{"path":"ROOT/dot.png"}""", "image/png"),
            new("read_multiple_files", """{"paths":["ROOT/notes/b.txt","ROOT/notes/none.txt"]}""", "three"),
            new("list_directory", """{"path":"ROOT"}""", "[DIR] notes"),
            new("list_directory_with_sizes", """{"path":"ROOT"}""", "Total: 1 files, 1 directories"),
            new("directory_tree", """{"path":"ROOT"}""", "b.txt"),
            new("search_files", """{"path":"ROOT","pattern":"**/*.txt"}""", "b.txt"),
            new("get_file_info", """{"path":"ROOT/notes/b.txt"}""", "isFile: true"),
            new("read_text_file", """{"path":"/etc/hostname"}""", "Access denied"),
        ],
        "memory" =>
        [
            new("create_entities", """{"entities":[{"name":"Ada","entityType":"person","observations":["counts"]},{"name":"Engine","entityType":"machine","observations":[]}]}""", "Ada"),
            new("create_relations", """{"relations":[{"from":"Ada","to":"Engine","relationType":"programs"}]}""", "programs"),
            new("add_observations", """{"observations":[{"entityName":"Ada","contents":["writes notes"]}]}""", "writes notes"),
            new("read_graph", "{}", "writes notes"),
            new("search_nodes", """{"query":"Ada"}""", "counts"),
            new("open_nodes", """{"names":["Engine"]}""", "machine"),
            new("delete_observations", """{"deletions":[{"entityName":"Ada","observations":["counts"]}]}""", "deleted"),
            new("delete_relations", """{"relations":[{"from":"Ada","to":"Engine","relationType":"programs"}]}""", "deleted"),
            new("delete_entities", """{"entityNames":["Ada","Engine"]}""", "deleted"),
        ],
        _ =>
        [
            new("sequentialthinking", """{"thought":"First.","nextThoughtNeeded":true,"thoughtNumber":1,"totalThoughts":2}""", "\"thoughtHistoryLength\":1"),
            new("sequentialthinking", """{"thought":"Second.","nextThoughtNeeded":false,"thoughtNumber":2,"totalThoughts":2}""", "\"thoughtHistoryLength\":2"),
        ],
    };
}
