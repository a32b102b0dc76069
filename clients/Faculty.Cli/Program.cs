using System.Text;
using Faculty.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await FacultyCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
