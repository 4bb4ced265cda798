return Ade20kEval.Cli.CliApplication.RunProcess(args);
