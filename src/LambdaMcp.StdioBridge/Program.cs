using LambdaMcp.Hosting;

return await LambdaMcpServer.RunAsync(args);
