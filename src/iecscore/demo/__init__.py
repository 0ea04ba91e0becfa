"""Write the demonstration workspace."""
