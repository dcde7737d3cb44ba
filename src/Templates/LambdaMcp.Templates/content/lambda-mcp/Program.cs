using LambdaMcp.Hosting;
using LambdaMcp.Tools;

// Serves every method of this project with [McpServerTool], [McpServerPrompt] or [McpServerResource].
return await LambdaMcpServer.RunAsync(args, services => services.AddMcpMethods());
