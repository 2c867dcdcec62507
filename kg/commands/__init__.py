"""What the commands of the command line do, and what they show."""
