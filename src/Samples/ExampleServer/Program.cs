using ExampleServer;
using LambdaMcp.Hosting;
using LambdaMcp.Tools;

return await LambdaMcpServer.RunAsync(args, services => services.AddMcpMethods().AddExamples());
